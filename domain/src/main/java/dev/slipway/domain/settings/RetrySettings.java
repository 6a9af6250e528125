package dev.slipway.domain.settings;

import java.time.Duration;
import java.util.Map;

/**
 * How often a request to the cluster is tried.
 *
 * @param triesMax of a request that may work later, at least 1
 * @param pauseMax between two tries; the pauses double from a tenth of a second on
 * @param byText tries of a request whose answer holds the text, also where it would not be tried
 *     again
 */
public record RetrySettings(int triesMax, Duration pauseMax, Map<String, Integer> byText) {
  /** GitLab Runner's. */
  public static final RetrySettings DEFAULTS =
      new RetrySettings(5, Duration.ofSeconds(2), Map.of());

  public RetrySettings {
    byText = Map.copyOf(byText);
  }

  /** How often a request is tried whose answer said {@code message}. */
  public int triesFor(String message, boolean mayWorkLater) {
    return byText.entrySet().stream()
        .filter(entry -> message.contains(entry.getKey()))
        .mapToInt(Map.Entry::getValue)
        .max()
        .orElse(mayWorkLater ? triesMax : 1);
  }
}
