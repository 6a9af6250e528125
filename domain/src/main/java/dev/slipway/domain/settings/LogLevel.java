package dev.slipway.domain.settings;

import java.util.Map;

/** How much is logged, from little to much. */
public enum LogLevel {
  PANIC,
  FATAL,
  ERROR,
  WARN,
  INFO,
  DEBUG;

  /** The words of {@code log_level}. */
  public static final Map<String, LogLevel> WORDS =
      Map.of(
          "panic", PANIC,
          "fatal", FATAL,
          "error", ERROR,
          "warn", WARN,
          "warning", WARN,
          "info", INFO,
          "debug", DEBUG);
}
