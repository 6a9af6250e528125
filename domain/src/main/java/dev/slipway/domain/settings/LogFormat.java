package dev.slipway.domain.settings;

/** How a log line looks; the words are those of {@code log_format}. */
public enum LogFormat {
  /** Message first, padded, then the fields: for people. */
  RUNNER,
  /** {@code time="…" level=… msg="…"} and the fields. */
  TEXT,
  /** One JSON object a line. */
  JSON
}
