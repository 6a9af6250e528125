package dev.slipway.acceptance.coordinator.git;

import dev.slipway.acceptance.coordinator.git.GitHttp.Tokens;
import dev.slipway.acceptance.coordinator.wire.HttpCall;
import dev.slipway.acceptance.coordinator.wire.Refusal;
import dev.slipway.acceptance.coordinator.wire.Violation;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/** Lets in whoever has the token of a running job: basic authentication, user gitlab-ci-token. */
record JobTokenGate(Tokens tokens) {

  void check(HttpCall call) throws Refusal {
    Optional<String> given = call.header("Authorization");
    if (given.isEmpty()) {
      // Git asks without a password first; that is no fault of the runner.
      throw Refusal.expected(401, "Unauthorized")
          .withHeader("WWW-Authenticate", "Basic realm=\"GitLab\"");
    }
    String[] parts = basic(given.get()).split(":", 2);
    if (parts.length < 2 || !parts[0].equals("gitlab-ci-token")) {
      throw refused("basic authentication with user gitlab-ci-token is expected");
    }
    Optional<String> fault = tokens.whyRefused(parts[1]);
    if (fault.isPresent()) {
      throw refused(fault.get());
    }
  }

  private static Refusal refused(String text) {
    return Refusal.violation(403, Violation.Kind.TOKEN, text);
  }

  private static String basic(String header) throws Refusal {
    if (!header.regionMatches(true, 0, "Basic ", 0, 6)) {
      throw refused("Authorization is not of kind Basic");
    }
    try {
      byte[] plain = Base64.getDecoder().decode(header.substring(6).strip());
      return new String(plain, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw refused("Authorization is not valid Base64");
    }
  }
}
