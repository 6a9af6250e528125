package dev.slipway.ports.cluster;

import java.time.Duration;
import java.util.Optional;

/** An expected refusal of the Kubernetes API. {@code message} is the server's own sentence. */
public sealed interface ClusterError {
  String message();

  /** 404. */
  record NotFound(String message) implements ClusterError {}

  /** 409: the name exists, or the object changed since it was read. */
  record Conflict(String message) implements ClusterError {}

  /** 401 and 403. */
  record Forbidden(String message) implements ClusterError {}

  /** 400 and 422, and every other answer that a repetition would not change. */
  record Invalid(String message) implements ClusterError {}

  /** 429, 5xx, a time-out, or no connection: it may work later. */
  record Unavailable(String message, Optional<Duration> retryAfter) implements ClusterError {}
}
