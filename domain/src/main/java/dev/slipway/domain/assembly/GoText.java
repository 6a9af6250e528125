package dev.slipway.domain.assembly;

import java.time.Duration;

/** Durations as GitLab's users read them: {@code 1h0m0s}, {@code 5m0s}, {@code 45s}. */
public final class GoText {
  private GoText() {}

  /** Whole seconds. */
  public static String of(Duration duration) {
    long hours = duration.toHours();
    int minutes = duration.toMinutesPart();
    int seconds = duration.toSecondsPart();
    if (hours > 0) {
      return "%dh%dm%ds".formatted(hours, minutes, seconds);
    }
    return minutes > 0 ? "%dm%ds".formatted(minutes, seconds) : seconds + "s";
  }
}
