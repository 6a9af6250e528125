package dev.slipway.app.config;

/**
 * One thing wrong with the file, or with a command line that stands for one.
 *
 * @param file or the flag, or the environment variable
 * @param line from 1; 0 where there is no file
 * @param text what, why and what to do; without the place
 */
public record Problem(String file, int line, int column, String text) {
  /** {@code file:line:column: text}, as compilers write it; of a flag, {@code flag: text}. */
  @Override
  public String toString() {
    return line == 0 ? file + ": " + text : "%s:%d:%d: %s".formatted(file, line, column, text);
  }
}
