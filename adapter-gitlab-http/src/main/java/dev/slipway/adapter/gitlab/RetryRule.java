package dev.slipway.adapter.gitlab;

import java.net.http.HttpHeaders;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * When an answer asks to try again, and after how long: until {@code RateLimit-ResetTime}, else
 * {@code Retry-After} seconds, else 100 ms doubling, with jitter. A call without any answer is not
 * tried again here.
 */
record RetryRule(InstantSource clock, RandomGenerator random) {
  static final int ATTEMPTS_MAX = 5;

  private static final long FLOOR_MILLIS = 100;
  private static final long CEILING_MILLIS = 60_000;

  /** Longer than this nobody is made to wait, whatever a header says. */
  private static final Duration WAIT_MAX = Duration.ofMinutes(15);

  boolean asksForRetry(int status) {
    return switch (status) {
      case 408, 429, 500, 502, 503, 504 -> true;
      default -> status >= 512;
    };
  }

  /**
   * How long to wait.
   *
   * @param attempts how many were made, 1 or more
   */
  Duration waitAfter(int attempts, HttpHeaders headers) {
    Duration wait =
        resetTime(headers).or(() -> retryAfter(headers)).orElseGet(() -> backoff(attempts));
    return wait.compareTo(WAIT_MAX) > 0 ? WAIT_MAX : wait;
  }

  private Optional<Duration> resetTime(HttpHeaders headers) {
    return headers
        .firstValue("RateLimit-ResetTime")
        .flatMap(RetryRule::date)
        .map(reset -> Duration.between(clock.instant(), reset))
        .filter(Duration::isPositive);
  }

  private static Optional<Instant> date(String text) {
    try {
      return Optional.of(
          DateTimeFormatter.RFC_1123_DATE_TIME.parse(
              text.strip().replace(" UTC", " GMT"), Instant::from));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static Optional<Duration> retryAfter(HttpHeaders headers) {
    return headers
        .firstValue("Retry-After")
        .flatMap(Numbers::parse)
        .filter(seconds -> seconds > 0)
        .map(seconds -> Duration.ofSeconds(Math.min(seconds, WAIT_MAX.toSeconds())));
  }

  private Duration backoff(int attempts) {
    long ceiling = Math.min(CEILING_MILLIS, FLOOR_MILLIS << Math.min(attempts - 1, 20));
    return Duration.ofMillis(FLOOR_MILLIS + random.nextLong(ceiling - FLOOR_MILLIS + 1));
  }
}
