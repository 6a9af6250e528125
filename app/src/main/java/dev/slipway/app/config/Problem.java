package dev.slipway.app.config;

/**
 * One thing wrong with the file.
 *
 * @param text what, why and what to do; without the place
 */
public record Problem(String file, int line, int column, String text) {
  /** {@code file:line:column: text}, as compilers write it. */
  @Override
  public String toString() {
    return "%s:%d:%d: %s".formatted(file, line, column, text);
  }
}
