package dev.slipway.domain.watch;

import dev.slipway.domain.failure.Failure;

/** What a snapshot means for a job that needs the pod to run. */
public sealed interface PodVerdict {
  /** Not yet; {@code waitingFor} is a short text that changes only when something happens. */
  record Starting(String waitingFor) implements PodVerdict {}

  /** Every standing container runs and is ready. */
  record Ready() implements PodVerdict {}

  /** It will not come up, or has gone away. */
  record Broken(Failure failure) implements PodVerdict {}
}
