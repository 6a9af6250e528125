package dev.slipway.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.domain.settings.LogFormat;
import dev.slipway.domain.settings.LogLevel;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LogLineTest {
  private static final Instant NOON = Instant.parse("2026-01-02T12:00:00.123Z");
  private static final Map<String, String> FIELDS =
      Map.of("runner", "abc", "job", "17", "error", "no \"route\"\nto host");

  private static String line(
      LogFormat format, LogLevel level, Map<String, String> fields, @Nullable Throwable thrown) {
    return new LogLine(NOON, level, "Job \"17\" taken", fields, thrown).format(format, false);
  }

  @Test
  @DisplayName("runner: the message padded to 50 columns, the fields sorted")
  void runner() {
    assertThat(line(LogFormat.RUNNER, LogLevel.INFO, FIELDS, null))
        .isEqualTo(
            "Job \"17\" taken"
                + " ".repeat(36)
                + " error=\"no \\\"route\\\"\\nto host\" job=17 runner=abc");
    assertThat(line(LogFormat.RUNNER, LogLevel.INFO, Map.of(), null)).isEqualTo("Job \"17\" taken");
  }

  @ParameterizedTest
  @DisplayName("runner: the level is a prefix that counts as message")
  @CsvSource({
    "PANIC, 'PANIC: '",
    "FATAL, 'FATAL: '",
    "ERROR, 'ERROR: '",
    "WARN, 'WARNING: '",
    "INFO, ''",
    "DEBUG, ''"
  })
  void prefixes(LogLevel level, String prefix) {
    assertThat(line(LogFormat.RUNNER, level, Map.of("a", "b"), null))
        .startsWith(prefix + "Job")
        .hasSize(50 + " a=b".length());
  }

  @Test
  @DisplayName("text: time, level and message are fields too")
  void text() {
    assertThat(line(LogFormat.TEXT, LogLevel.WARN, FIELDS, null))
        .isEqualTo(
            "time=\"2026-01-02T12:00:00Z\" level=warning msg=\"Job \\\"17\\\" taken\" error=\"no \\\"route\\\"\\nto host\" job=17 runner=abc");
  }

  @Test
  @DisplayName("json: one object a line, a stack trace within")
  void json() {
    assertThat(line(LogFormat.JSON, LogLevel.ERROR, FIELDS, null))
        .isEqualTo(
            "{\"error\":\"no \\\"route\\\"\\nto host\",\"job\":\"17\",\"level\":\"error\",\"msg\":\"Job \\\"17\\\" taken\",\"runner\":\"abc\",\"time\":\"2026-01-02T12:00:00Z\"}");
    assertThat(line(LogFormat.JSON, LogLevel.ERROR, Map.of(), new IllegalStateException("x\u0001")))
        .contains("\"stack\":\"java.lang.IllegalStateException: x\\u0001\\n\\tat ")
        .doesNotContain("\n");
  }

  @Test
  @DisplayName("a stack trace follows in the formats for people")
  void stackTrace() {
    assertThat(line(LogFormat.RUNNER, LogLevel.ERROR, Map.of(), new IllegalStateException("x")))
        .contains("taken\njava.lang.IllegalStateException: x\n\tat ");
  }

  @Test
  @DisplayName("on a terminal, level and field names are coloured")
  void colours() {
    assertThat(
            new LogLine(NOON, LogLevel.WARN, "m", Map.of("a", "b"), null)
                .format(LogFormat.RUNNER, true))
        .startsWith("\u001B[33;1mWARNING: m")
        .endsWith("\u001B[33;1ma\u001B[0;m=b");
  }
}
