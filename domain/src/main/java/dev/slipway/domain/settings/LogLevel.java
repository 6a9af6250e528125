package dev.slipway.domain.settings;

/** How much is logged, from little to much; the words are those of {@code log_level}. */
public enum LogLevel {
  PANIC,
  FATAL,
  ERROR,
  WARN,
  INFO,
  DEBUG
}
