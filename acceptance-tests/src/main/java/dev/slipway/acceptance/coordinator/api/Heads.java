package dev.slipway.acceptance.coordinator.api;

import dev.slipway.acceptance.coordinator.wire.HttpCall;
import dev.slipway.acceptance.coordinator.wire.Refusal;
import dev.slipway.acceptance.coordinator.wire.Violation;
import java.util.Optional;
import java.util.Set;

/** Checks of request headers and query parameters. */
final class Heads {
  private Heads() {}

  /** What every call of a runner must have. */
  static void check(HttpCall call, Set<String> queryNames) throws Refusal {
    if (call.header("User-Agent").orElse("").isBlank()) {
      throw HttpCall.malformed("header User-Agent is missing");
    }
    Optional<String> requestId = call.header("X-Request-Id");
    if (requestId.isPresent() && !requestId.get().matches("[0-9a-f]{32}")) {
      throw HttpCall.malformed(
          "X-Request-Id is '" + requestId.get() + "', expected 32 lower-case hexadecimal digits");
    }
    for (String name : call.query().keySet()) {
      if (!queryNames.contains(name)) {
        throw HttpCall.malformed("query parameter " + name + " is unknown");
      }
    }
  }

  /** For calls that are answered in JSON. */
  static void requireAcceptsJson(HttpCall call) throws Refusal {
    if (!call.header("Accept").orElse("").contains("application/json")) {
      throw HttpCall.malformed("header Accept does not name application/json");
    }
  }

  /** A token header may be left out by older runners, but must not differ from the body's. */
  static void requireSameToken(HttpCall call, String header, String token) throws Refusal {
    Optional<String> given = call.header(header);
    if (given.isPresent() && !given.get().equals(token)) {
      throw Refusal.violation(
          403, Violation.Kind.TOKEN, "header " + header + " differs from the token in the body");
    }
  }
}
