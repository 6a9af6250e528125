package dev.slipway.app.helper;

import java.time.Duration;

/** Waits between tries: 1, 2, 4, 5, 5 ... seconds. */
final class Backoff {
  private static final Duration FIRST = Duration.ofSeconds(1);
  private static final Duration MAX = Duration.ofSeconds(5);

  private final HelperSurroundings.Pause pause;
  private Duration next = FIRST;

  Backoff(HelperSurroundings.Pause pause) {
    this.pause = pause;
  }

  void pause() throws InterruptedException {
    pause.sleep(next);
    Duration doubled = next.multipliedBy(2);
    next = doubled.compareTo(MAX) > 0 ? MAX : doubled;
  }
}
