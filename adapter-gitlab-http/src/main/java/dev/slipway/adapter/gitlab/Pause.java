package dev.slipway.adapter.gitlab;

import java.time.Duration;

/** Waiting, so that tests need not. */
@FunctionalInterface
interface Pause {
  /** Waits; an interrupt ends it. */
  void sleep(Duration howLong) throws InterruptedException;
}
