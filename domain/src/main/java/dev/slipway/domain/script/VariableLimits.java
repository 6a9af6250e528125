package dev.slipway.domain.script;

import java.nio.charset.StandardCharsets;

/** What a process cannot be given in its environment, and how that is said. */
final class VariableLimits {
  private static final int ENTRY_BYTES_MAX = 131_072; // MAX_ARG_STRLEN of Linux, with 4 KiB pages
  private static final int UTF8_BYTES_MAX = 3; // of one char of a String
  private static final int SHOWN_MAX = 80;

  private VariableLimits() {}

  /** Exported, such a variable would make every command fail with "Argument list too long". */
  static boolean isTooLong(String key, String value) {
    int ending = "=\0".length();
    int charactersAtLeast = (ENTRY_BYTES_MAX - key.length() - ending) / UTF8_BYTES_MAX;
    return value.length() > charactersAtLeast
        && key.length() + value.getBytes(StandardCharsets.UTF_8).length + ending > ENTRY_BYTES_MAX;
  }

  static String tooLong(String key) {
    return "Variable %s is longer than the 128 KiB that Linux lets a process hand to another: only the script itself sees it, not the commands it starts. Use a variable of type file."
        .formatted(key);
  }

  static String holdsNul(String key) {
    return "Variable %s is left out of the scripts: its value has a NUL character, which no shell can hold. Pass it base64-encoded."
        .formatted(key);
  }

  /** A name that may hold anything, for the log. */
  static String shown(String key) {
    String printable = key.replaceAll("[^ -~]", "?");
    return "\""
        + (printable.length() > SHOWN_MAX ? printable.substring(0, SHOWN_MAX) + "…" : printable)
        + "\"";
  }
}
