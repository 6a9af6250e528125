package dev.slipway.app.flow;

/** Why a job is asked to end before its scripts do. */
public sealed interface Stop {
  /** A person canceled: the script ends, then after_script and what follows still run. */
  record CancelScript() implements Stop {}

  /** GitLab says that the job is not ours any more: nothing more runs. */
  record JobTaken(String what) implements Stop {}

  /** The manager ends; {@code signal} is the word for the log: terminated, interrupt. */
  record ManagerStops(String signal) implements Stop {}

  /** The job's log cannot be kept any more; {@code says} is the operating system's reason. */
  record LogLost(String says) implements Stop {}
}
