package dev.slipway.domain.settings;

import java.util.Map;

/** How a log line looks. */
public enum LogFormat {
  /** Message first, padded, then the fields: for people. */
  RUNNER,
  /** {@code time="…" level=… msg="…"} and the fields. */
  TEXT,
  /** One JSON object a line. */
  JSON;

  /** The words of {@code log_format}. */
  public static final Map<String, LogFormat> WORDS =
      Map.of("runner", RUNNER, "text", TEXT, "json", JSON);
}
