package dev.slipway.domain.assembly;

import dev.slipway.domain.settings.TimerSettings;
import java.time.Duration;
import java.util.Optional;

/**
 * How long the pod may live. The deadline is a safety net for a pod that nobody looks after any
 * more, so it leaves room for the time in which the pod comes up.
 */
record LifetimePart(TimerSettings timers, Duration jobTimeout, boolean withDeadline)
    implements PodPart {
  @Override
  public PodDraft apply(PodDraft draft) {
    Optional<Long> deadline =
        withDeadline
            ? Optional.of(jobTimeout.plus(timers.pollTimeout()).toSeconds() + 1)
            : Optional.empty();
    return draft.withLifetime(timers.podTerminationGrace().map(Duration::toSeconds), deadline);
  }
}
