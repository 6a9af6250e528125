package dev.slipway.domain.job;

import dev.slipway.domain.failure.Failure;
import dev.slipway.domain.failure.FailureReason;
import java.util.Optional;

/** How a job ended. */
public sealed interface JobOutcome {

  /** Every script passed. */
  record Passed() implements JobOutcome {}

  /**
   * A script ended with another code than 0.
   *
   * @param where words before the sentence, e.g. {@code prepare environment: }; mostly empty
   * @param exitCode as a signed 32-bit number
   */
  record ScriptFailed(int exitCode, String where, String advice) implements JobOutcome {}

  /** A person, or GitLab, canceled the job. */
  record Canceled() implements JobOutcome {}

  /** A time limit was reached; {@code text} says which. */
  record TimedOut(String text) implements JobOutcome {}

  /** Something else than a script went wrong. */
  record Broken(Failure failure) implements JobOutcome {}

  /** A script that failed in a stage that needs no words around it. */
  static ScriptFailed scriptFailed(int exitCode) {
    return new ScriptFailed(exitCode, "", "");
  }

  /** The reason for GitLab, empty for a job that passed. */
  default Optional<FailureReason> reason() {
    return switch (this) {
      case Passed _ -> Optional.empty();
      case ScriptFailed _ -> Optional.of(FailureReason.SCRIPT_FAILURE);
      case Canceled _ -> Optional.of(FailureReason.JOB_CANCELED);
      case TimedOut _ -> Optional.of(FailureReason.JOB_EXECUTION_TIMEOUT);
      case Broken(Failure failure) -> Optional.of(failure.reason());
    };
  }

  /** The words of the closing line, without colour and without {@code ERROR: }. */
  default String closingText() {
    return switch (this) {
      case Passed _ -> "Job succeeded";
      case ScriptFailed(int code, String where, String advice) ->
          "Job failed: %scommand terminated with exit code %d%s".formatted(where, code, advice);
      case Canceled _ -> "Job failed: canceled";
      case TimedOut(String text) -> "Job failed: " + text;
      case Broken(Failure failure) ->
          (failure.reason() == FailureReason.RUNNER_SYSTEM_FAILURE
                  ? "Job failed (system failure): "
                  : "Job failed: ")
              + failure.text();
    };
  }
}
