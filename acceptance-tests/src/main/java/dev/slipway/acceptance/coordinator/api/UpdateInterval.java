package dev.slipway.acceptance.coordinator.api;

import dev.slipway.acceptance.coordinator.wire.Answer;
import java.time.Duration;

/**
 * How often runners are to send trace: {@code X-GitLab-Trace-Update-Interval}, in whole seconds.
 */
public final class UpdateInterval {
  private volatile Duration interval;

  /**
   * @param interval zero to leave the header out
   */
  public UpdateInterval(Duration interval) {
    this.interval = interval;
  }

  public void set(Duration next) {
    interval = next;
  }

  Answer tell(Answer answer) {
    long seconds = interval.toSeconds();
    return seconds == 0
        ? answer
        : answer.withHeader("X-GitLab-Trace-Update-Interval", Long.toString(seconds));
  }
}
