package dev.slipway.app.helper;

import java.io.PrintStream;
import java.util.Map;
import java.util.TreeMap;

/**
 * The lines of a helper command, as GitLab Runner's helper writes them: coloured wherever it is.
 */
public final class HelperLog {
  private static final int MESSAGE_COLUMNS = 50;
  private static final String RESET = "\u001b[0;m";
  private static final String YELLOW = "\u001b[0;33m";
  private static final String RED = "\u001b[31;1m";

  private final PrintStream out;

  public HelperLog(PrintStream out) {
    this.out = out;
  }

  /** A line without colour. */
  public void info(String message) {
    info(message, Map.of());
  }

  /** A line without colour, with fields; none of them may be secret. */
  public void info(String message, Map<String, String> fields) {
    write("", "", message, fields);
  }

  /** A line in yellow. */
  public void warning(String message) {
    warning(message, Map.of());
  }

  /** A line in yellow, with fields; none of them may be secret. */
  public void warning(String message, Map<String, String> fields) {
    write(YELLOW, "WARNING: ", message, fields);
  }

  /** A line in red. */
  public void error(String message) {
    error(message, Map.of());
  }

  /** A line in red, with fields; none of them may be secret. */
  public void error(String message, Map<String, String> fields) {
    write(RED, "ERROR: ", message, fields);
  }

  /** Why the command ends with status 1. */
  public void fatal(String message) {
    write(RED, "FATAL: ", message, Map.of());
  }

  /** Text as it is, for a line that is drawn over. */
  void raw(String text) {
    synchronized (this) {
      out.print(text);
      out.flush();
    }
  }

  private void write(String colour, String prefix, String message, Map<String, String> fields) {
    StringBuilder line = new StringBuilder(colour).append(prefix).append(message);
    int width = prefix.length() + message.length();
    line.repeat(' ', Math.max(0, MESSAGE_COLUMNS - width)).append(RESET).append(' ');
    new TreeMap<>(fields)
        .forEach(
            (key, value) ->
                line.append(' ')
                    .append(colour)
                    .append(key)
                    .append(RESET)
                    .append('=')
                    .append(value));
    raw(line.append('\n').toString());
  }
}
