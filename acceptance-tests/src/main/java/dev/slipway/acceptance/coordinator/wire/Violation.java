package dev.slipway.acceptance.coordinator.wire;

import java.time.Instant;

/**
 * Something a client did that a runner should not do.
 *
 * @param request method and target, for example {@code PATCH /api/v4/jobs/1000/trace}
 * @param text what was wrong, and what would have been right
 */
public record Violation(Instant at, Kind kind, String request, String text) {
  /** What sort of rule was broken. */
  public enum Kind {
    /** Missing or unknown field, wrong type, wrong content type, wrong header. */
    MALFORMED,
    /** Missing, unknown or wrong token. */
    TOKEN,
    /** Not allowed in the state the job is in. */
    STATE,
    /** A piece of trace that does not begin where the server's trace ends (416). */
    TRACE_OFFSET,
    /** Checksum or size of the final update does not fit the trace (412). */
    TRACE_CHECKSUM,
    /** A secret of the job or the runner stands in the trace. */
    SECRET_IN_TRACE,
    /** No such path, or another method. */
    UNKNOWN_PATH
  }

  @Override
  public String toString() {
    return kind + " " + request + ": " + text;
  }
}
