package dev.slipway.ports.gitlab;

import dev.slipway.domain.job.JobPayload;
import java.util.Optional;

/** GitLab's queue as one runner sees it: {@code POST jobs/request}. */
public interface JobQueue {
  /** Asks once. May take as long as the server's long poll; an interrupt ends it. */
  AskAnswer ask() throws InterruptedException;

  /** What came of it. */
  sealed interface AskAnswer {
    /**
     * A job.
     *
     * @param body the answer's body as text, for the record; full of secrets
     * @param tlsCaChain PEM of the certificates that vouch for the server, empty over plain HTTP
     */
    record JobGiven(JobPayload job, String body, String correlationId, Optional<String> tlsCaChain)
        implements AskAnswer {
      /** Leaves out the body. */
      @Override
      public String toString() {
        return "JobGiven[" + job.id() + "]";
      }
    }

    /** 204. */
    record NoJob() implements AskAnswer {}

    /** 409, 5xx, no connection: healthy, but not now. {@code retried} when 429 or 5xx was seen. */
    record Troubled(String what, boolean retried) implements AskAnswer {}

    /** 403. */
    record RunnerForbidden(String what) implements AskAnswer {}

    /** The request could not even be made: bad URL or scheme. */
    record Misconfigured(String what) implements AskAnswer {}
  }
}
