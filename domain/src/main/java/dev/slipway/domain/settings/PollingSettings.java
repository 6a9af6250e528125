package dev.slipway.domain.settings;

import java.time.Duration;

/**
 * How a runner asks for jobs.
 *
 * @param limit jobs of this runner at once; 0 for no limit of its own
 * @param requestConcurrency open requests at once, at least 1
 * @param strictCheckInterval whether to wait the interval out even after a job was given
 * @param unhealthyRequestsLimit after so many refusals in a row the runner is paused
 * @param unhealthyInterval for how long
 */
public record PollingSettings(
    int limit,
    int requestConcurrency,
    boolean strictCheckInterval,
    int unhealthyRequestsLimit,
    Duration unhealthyInterval) {
  /** GitLab Runner's. */
  public static final PollingSettings DEFAULTS =
      new PollingSettings(0, 1, false, 3, Duration.ofHours(1));
}
