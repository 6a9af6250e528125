package dev.slipway.domain.pull;

import dev.slipway.domain.failure.Failure;

/** What to do after an image could not be pulled. */
public sealed interface PullStep {
  /**
   * Makes the pod again.
   *
   * @param ladder with the failed policy behind it
   * @param warning what the log says of the failure
   * @param info what the log says of the next try
   */
  record Try(PullLadder ladder, String warning, String info) implements PullStep {}

  /** No policy is left. */
  record GiveUp(Failure failure) implements PullStep {}
}
