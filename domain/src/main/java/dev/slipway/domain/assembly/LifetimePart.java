package dev.slipway.domain.assembly;

import dev.slipway.domain.pod.LifetimePlan;
import dev.slipway.domain.settings.TimerSettings;
import java.time.Duration;
import java.util.Optional;

/**
 * How long the pod may live. The deadline is a safety net for a pod that nobody looks after any
 * more, so it leaves room for the time in which the pod comes up.
 */
record LifetimePart(TimerSettings timers, Duration jobTimeout, boolean withDeadline) {
  /** Kubernetes takes no more. */
  private static final long DEADLINE_SECONDS_MAX = Integer.MAX_VALUE;

  LifetimePlan plan() {
    Optional<Long> deadline =
        withDeadline
            ? Optional.of(
                Math.min(
                    jobTimeout.plus(timers.pollTimeout()).toSeconds() + 1, DEADLINE_SECONDS_MAX))
            : Optional.empty();
    return new LifetimePlan(timers.podTerminationGrace().map(Duration::toSeconds), deadline);
  }
}
