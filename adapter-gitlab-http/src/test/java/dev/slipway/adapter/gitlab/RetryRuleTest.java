package dev.slipway.adapter.gitlab;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpHeaders;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryRuleTest {
  private final RetryRule rule = new RetryRule(() -> Bench.NOW, new Random(5));

  @ParameterizedTest
  @DisplayName("a reset time in the future comes first, then Retry-After")
  @CsvSource(
      delimiter = '|',
      value = {
        "Sat, 22 Aug 2026 10:00:30 GMT | 7 | 30",
        "Sat, 22 Aug 2026 10:00:30 UTC | 7 | 30",
        "Sat, 22 Aug 2026 09:59:30 GMT | 7 | 7",
        "tomorrow | 7 | 7",
        "Mon, 24 Aug 2026 10:00:00 GMT | 7 | 900",
        "'' | 100000 | 900",
      })
  void obeysHeaders(String reset, String after, long seconds) {
    assertThat(rule.waitAfter(1, headers("RateLimit-ResetTime", reset, "Retry-After", after)))
        .isEqualTo(Duration.ofSeconds(seconds));
  }

  @Test
  @DisplayName("without a usable header the wait doubles from 100 ms, with jitter above that")
  void doubles() {
    for (String after : List.of("0", "-5", "soon", "")) {
      for (int attempts = 1; attempts <= 5; attempts++) {
        Duration wait = rule.waitAfter(attempts, headers("Retry-After", after, "X", "x"));
        assertThat(wait)
            .isBetween(Duration.ofMillis(100), Duration.ofMillis(100L << (attempts - 1)));
      }
    }
    assertThat(rule.waitAfter(60, headers("X", "x", "Y", "y")))
        .isBetween(Duration.ofMillis(100), Duration.ofMinutes(1));
  }

  private static HttpHeaders headers(String name, String value, String other, String otherValue) {
    return HttpHeaders.of(Map.of(name, List.of(value), other, List.of(otherValue)), (_, _) -> true);
  }
}
