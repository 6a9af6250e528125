package dev.slipway.app.cli;

import dev.slipway.domain.settings.LogFormat;
import dev.slipway.domain.settings.LogLevel;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One line of the log and its three looks. Fields are sorted by name. */
record LogLine(
    Instant time,
    LogLevel level,
    String message,
    Map<String, String> fields,
    @Nullable Throwable thrown) {

  /** Width of the message, prefix included, in the runner's own format. */
  private static final int MESSAGE_COLUMNS = 50;

  private static final String RESET = "\u001B[0;m";

  String format(LogFormat format, boolean colours) {
    return switch (format) {
      case RUNNER -> runner(colours);
      case TEXT -> text();
      case JSON -> json();
    };
  }

  private String runner(boolean colours) {
    String colour = colours ? colour() : "";
    String reset = colour.isEmpty() ? "" : RESET;
    String head = prefix() + message;
    StringBuilder line =
        new StringBuilder(colour)
            .append(head)
            .repeat(' ', fields.isEmpty() ? 0 : Math.max(0, MESSAGE_COLUMNS - head.length()))
            .append(reset);
    new TreeMap<>(fields)
        .forEach(
            (key, value) ->
                line.append(' ')
                    .append(colour)
                    .append(key)
                    .append(reset)
                    .append('=')
                    .append(quotedWhereNeeded(value)));
    return line + stackTrace();
  }

  private String text() {
    StringBuilder line =
        new StringBuilder(
            "time=\"%s\" level=%s msg=%s".formatted(seconds(), word(), quoted(message)));
    new TreeMap<>(fields)
        .forEach(
            (key, value) ->
                line.append(' ').append(key).append('=').append(quotedWhereNeeded(value)));
    return line + stackTrace();
  }

  private String json() {
    TreeMap<String, String> all = new TreeMap<>(fields);
    all.put("time", seconds());
    all.put("level", word());
    all.put("msg", message);
    if (thrown != null) {
      all.put("stack", stackTrace().strip());
    }
    StringBuilder line = new StringBuilder("{");
    all.forEach(
        (key, value) ->
            line.append(line.length() == 1 ? "" : ",")
                .append(quoted(key))
                .append(':')
                .append(quoted(value)));
    return line.append('}').toString();
  }

  private String prefix() {
    return switch (level) {
      case PANIC -> "PANIC: ";
      case FATAL -> "FATAL: ";
      case ERROR -> "ERROR: ";
      case WARN -> "WARNING: ";
      case INFO, DEBUG -> "";
    };
  }

  private String colour() {
    return switch (level) {
      case PANIC, FATAL, ERROR -> "\u001B[31;1m";
      case WARN -> "\u001B[33;1m";
      case INFO -> "";
      case DEBUG -> "\u001B[37;1m";
    };
  }

  private String word() {
    return level == LogLevel.WARN ? "warning" : level.name().toLowerCase(Locale.ROOT);
  }

  private String seconds() {
    return time.truncatedTo(ChronoUnit.SECONDS).toString();
  }

  private String stackTrace() {
    if (thrown == null) {
      return "";
    }
    StringWriter trace = new StringWriter();
    thrown.printStackTrace(new PrintWriter(trace));
    return "\n" + trace.toString().stripTrailing();
  }

  private static String quotedWhereNeeded(String value) {
    boolean plain =
        !value.isEmpty()
            && value.chars().allMatch(c -> c > ' ' && c != '"' && c != '\\' && c < 0x7f);
    return plain ? value : quoted(value);
  }

  /** As a JSON string; one line whatever is in it. */
  private static String quoted(String value) {
    StringBuilder quoted = new StringBuilder("\"");
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      switch (c) {
        case '"' -> quoted.append("\\\"");
        case '\\' -> quoted.append("\\\\");
        case '\n' -> quoted.append("\\n");
        case '\r' -> quoted.append("\\r");
        case '\t' -> quoted.append("\\t");
        default -> {
          if (c < ' ') {
            quoted.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
          } else {
            quoted.append(c);
          }
        }
      }
    }
    return quoted.append('"').toString();
  }
}
