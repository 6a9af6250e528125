package dev.slipway.app.config;

import static dev.slipway.app.config.KeyProof.proveRunner;

import java.time.Duration;
import java.util.List;

/** The proofs of {@code [runners.artifact]} and {@code [runners.cache]}. */
final class CacheProofs {
  private CacheProofs() {}

  static List<KeyProof> all() {
    return List.of(
        proveRunner("artifact.upload_timeout", r -> r.artifact().uploadTimeout())
            .from("\"2h\"")
            .to(Duration.ofHours(2))
            .defaultsTo(Duration.ofHours(1)),
        proveRunner("artifact.response_header_timeout", r -> r.artifact().responseHeaderTimeout())
            .from("\"1m\"")
            .to(Duration.ofMinutes(1))
            .defaultsTo(Duration.ofMinutes(10)));
  }
}
