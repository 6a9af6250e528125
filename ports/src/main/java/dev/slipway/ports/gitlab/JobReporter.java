package dev.slipway.ports.gitlab;

import dev.slipway.domain.failure.FailureReason;
import java.util.Optional;
import java.util.OptionalInt;

/** {@code PUT jobs/:id}. */
public interface JobReporter {
  /** Sends one update. Repetition is the caller's. */
  UpdateAnswer update(JobCredentials job, JobUpdate update) throws InterruptedException;

  /** Which job, and the token that proves it is ours. */
  record JobCredentials(long id, String token) {
    /** Leaves out the token. */
    @Override
    public String toString() {
      return "job " + id;
    }
  }

  /**
   * One update.
   *
   * @param output what the log holds so far; empty in the update that accepts the job
   */
  record JobUpdate(
      State state,
      Optional<FailureReason> failureReason,
      OptionalInt exitCode,
      Optional<Output> output) {
    /** The update that accepts a job. */
    public static JobUpdate accept() {
      return new JobUpdate(State.RUNNING, Optional.empty(), OptionalInt.empty(), Optional.empty());
    }

    /** The words of the {@code state} field. */
    public enum State {
      RUNNING("running"),
      SUCCESS("success"),
      FAILED("failed");

      private final String word;

      State(String word) {
        this.word = word;
      }

      public String word() {
        return word;
      }
    }

    /**
     * The log so far.
     *
     * @param crc32 CRC-32 (IEEE) of all its bytes
     * @param byteSize how many
     */
    public record Output(long crc32, long byteSize) {}
  }

  /** What the server said. */
  sealed interface UpdateAnswer {
    ServerWish wish();

    /** 200. */
    record Accepted(ServerWish wish) implements UpdateAnswer {}

    /** 202: accepted, not yet completed. */
    record NotYet(ServerWish wish) implements UpdateAnswer {}

    /** 412: the log that the server holds is not the one described. */
    record TraceMismatch(ServerWish wish) implements UpdateAnswer {}

    /**
     * 403, 404, or the server says canceled or failed: nothing more is wanted. This is also how a
     * server takes the update that reports a failure.
     */
    record JobGone(String what) implements UpdateAnswer {
      @Override
      public ServerWish wish() {
        return ServerWish.NONE;
      }
    }

    /** Anything else; {@code what} says it. */
    record Failed(String what, ServerWish wish) implements UpdateAnswer {}
  }
}
