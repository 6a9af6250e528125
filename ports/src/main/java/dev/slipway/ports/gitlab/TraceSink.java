package dev.slipway.ports.gitlab;

import dev.slipway.ports.gitlab.JobReporter.JobCredentials;

/** {@code PATCH jobs/:id/trace}. */
public interface TraceSink {
  /**
   * Appends bytes.
   *
   * @param offset where in the log the bytes belong
   * @param bytes at least one
   * @param debugTrace the job asked for debug output
   */
  TraceAnswer append(JobCredentials job, long offset, byte[] bytes, boolean debugTrace)
      throws InterruptedException;

  /** What the server said. */
  sealed interface TraceAnswer {
    ServerWish wish();

    /** 202; {@code offset} is where the next byte belongs. */
    record Appended(long offset, ServerWish wish) implements TraceAnswer {}

    /** 416; the server holds {@code offset} bytes. */
    record Rewind(long offset, ServerWish wish) implements TraceAnswer {}

    /** 404: no such log; the job itself may go on. */
    record NotFound(ServerWish wish) implements TraceAnswer {}

    /** 403, or the server says canceled or failed. */
    record JobGone(String what) implements TraceAnswer {
      @Override
      public ServerWish wish() {
        return ServerWish.NONE;
      }
    }

    /** Anything else; {@code what} says it. */
    record Failed(String what, ServerWish wish) implements TraceAnswer {}
  }
}
