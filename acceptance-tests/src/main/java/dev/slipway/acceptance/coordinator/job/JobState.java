package dev.slipway.acceptance.coordinator.job;

import java.util.Locale;

/** Where a job stands; the names in lower case are what {@code Job-Status} says. */
public enum JobState {
  /** In the queue; no runner has it. GitLab calls this pending, too. */
  OFFERED("pending"),
  /** Given to a runner that accepts in two phases and has not yet accepted it. */
  PENDING("pending"),
  RUNNING("running"),
  /** The user wants it to end; {@code after_script} may still run. */
  CANCELING("canceling"),
  SUCCESS("success"),
  FAILED("failed"),
  CANCELED("canceled");

  private final String status;

  JobState(String status) {
    this.status = status;
  }

  /** The word for {@code Job-Status}. */
  public String status() {
    return status;
  }

  public boolean isFinished() {
    return this == SUCCESS || this == FAILED || this == CANCELED;
  }

  /** A runner works on it and may send its trace. */
  public boolean isActive() {
    return this == RUNNING || this == CANCELING;
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
