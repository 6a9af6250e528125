package dev.slipway.domain.settings;

import java.time.Duration;
import java.util.Optional;

/**
 * Times around the pod.
 *
 * @param pollInterval pace of looking at a pod that comes up, where it must be asked for
 * @param pollTimeout how long a pod may take to come up
 * @param podTerminationGrace {@code terminationGracePeriodSeconds} of the pod, whole seconds; empty
 *     for the cluster's default
 * @param cleanupGrace {@code gracePeriodSeconds} of its deletion, whole seconds; empty for the
 *     pod's own
 * @param cleanupResourcesTimeout for deleting everything of a job
 */
public record TimerSettings(
    Duration pollInterval,
    Duration pollTimeout,
    Optional<Duration> podTerminationGrace,
    Optional<Duration> cleanupGrace,
    Duration cleanupResourcesTimeout) {
  /** GitLab Runner's. */
  public static final TimerSettings DEFAULTS =
      new TimerSettings(
          Duration.ofSeconds(3),
          Duration.ofSeconds(180),
          Optional.empty(),
          Optional.empty(),
          Duration.ofMinutes(5));
}
