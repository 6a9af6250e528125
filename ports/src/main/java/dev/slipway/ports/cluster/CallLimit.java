package dev.slipway.ports.cluster;

import java.time.Duration;

/**
 * How long one call to the API server may take until its answer has begun.
 *
 * @param reads a call that only reads
 * @param changes a call that changes something: the API server asks its admission webhooks first,
 *     and gives all of them together 34 s
 */
public record CallLimit(Duration reads, Duration changes) {
  /** What the adapters keep to. */
  public static final CallLimit STANDARD =
      new CallLimit(Duration.ofSeconds(10), Duration.ofSeconds(40));

  /** The limit of a call by its HTTP method. */
  public Duration of(String method) {
    return method.equals("GET") ? reads : changes;
  }
}
