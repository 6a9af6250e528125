package dev.slipway.ports.gitlab;

import java.time.Duration;
import java.util.Optional;

/**
 * What the server added to an answer.
 *
 * @param canceling {@code Job-Status: canceling}: end the script, then run after_script
 * @param updateInterval {@code X-GitLab-Trace-Update-Interval}, where it is above 0
 */
public record ServerWish(boolean canceling, Optional<Duration> updateInterval) {
  /** Nothing added. */
  public static final ServerWish NONE = new ServerWish(false, Optional.empty());
}
