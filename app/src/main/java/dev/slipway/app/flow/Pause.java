package dev.slipway.app.flow;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** How long to wait before trying again. */
final class Pause {
  private static final long FIRST_MILLIS = 100;
  private static final Duration LONGEST = Duration.ofSeconds(2);

  private Pause() {}

  /** Doubles from 100 ms up to 2 s, with a jitter of up to half of it. */
  static Duration beforeTry(int attempt) {
    return beforeTry(attempt, LONGEST);
  }

  /** Doubles from 100 ms up to the longest, with a jitter of up to half of it. */
  static Duration beforeTry(int attempt, Duration longest) {
    long whole = Math.min(longest.toMillis(), FIRST_MILLIS << Math.min(attempt, 10));
    return Duration.ofMillis(whole / 2 + ThreadLocalRandom.current().nextLong(whole / 2 + 1));
  }
}
