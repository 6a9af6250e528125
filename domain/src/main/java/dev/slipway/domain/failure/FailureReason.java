package dev.slipway.domain.failure;

import java.util.Set;

/** The {@code failure_reason} words of GitLab's job API. */
public enum FailureReason {
  SCRIPT_FAILURE("script_failure"),
  RUNNER_SYSTEM_FAILURE("runner_system_failure"),
  JOB_EXECUTION_TIMEOUT("job_execution_timeout"),
  IMAGE_PULL_FAILURE("image_pull_failure"),
  RUNNER_CONFIGURATION_ERROR("runner_configuration_error"),
  RUNNER_EXTERNAL_DEPENDENCY_FAILURE("runner_external_dependency_failure"),
  RUNNER_INTERRUPTED("runner_interrupted"),
  JOB_CANCELED("job_canceled"),
  UNKNOWN_FAILURE("unknown_failure");

  private static final Set<FailureReason> ALWAYS_SENDABLE =
      Set.of(SCRIPT_FAILURE, RUNNER_SYSTEM_FAILURE, JOB_EXECUTION_TIMEOUT);

  private final String word;

  FailureReason(String word) {
    this.word = word;
  }

  /** The word on the wire. */
  public String word() {
    return word;
  }

  /**
   * The reason to send to a server that knows only {@code serverReasons} (the payload's {@code
   * features.failure_reasons}): itself where the server knows it, else the nearest older word.
   */
  public FailureReason asKnownBy(Set<String> serverReasons) {
    if (ALWAYS_SENDABLE.contains(this) || serverReasons.contains(word)) {
      return this;
    }
    return switch (this) {
      case IMAGE_PULL_FAILURE, RUNNER_EXTERNAL_DEPENDENCY_FAILURE -> RUNNER_SYSTEM_FAILURE;
      case RUNNER_CONFIGURATION_ERROR -> SCRIPT_FAILURE;
      case SCRIPT_FAILURE,
          RUNNER_SYSTEM_FAILURE,
          JOB_EXECUTION_TIMEOUT,
          RUNNER_INTERRUPTED,
          JOB_CANCELED,
          UNKNOWN_FAILURE ->
          UNKNOWN_FAILURE;
    };
  }
}
