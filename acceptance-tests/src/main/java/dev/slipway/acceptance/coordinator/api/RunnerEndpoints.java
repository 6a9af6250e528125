package dev.slipway.acceptance.coordinator.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.acceptance.coordinator.wire.Answer;
import dev.slipway.acceptance.coordinator.wire.CallKind;
import dev.slipway.acceptance.coordinator.wire.HttpCall;
import dev.slipway.acceptance.coordinator.wire.Json;
import dev.slipway.acceptance.coordinator.wire.Refusal;
import dev.slipway.acceptance.coordinator.wire.Route;
import dev.slipway.acceptance.coordinator.wire.Violation;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;

/** Everything under {@code runners}: verify, register, unregister and new tokens. */
public final class RunnerEndpoints {
  private final Runners runners;
  private final String registrationToken;

  public RunnerEndpoints(Runners runners, String registrationToken) {
    this.runners = runners;
    this.registrationToken = registrationToken;
  }

  public List<Route> routes() {
    String root = "/api/v4/runners";
    return List.of(
        route("POST", root + "/verify", this::verify),
        route("POST", root, this::register),
        route("DELETE", root, this::unregister),
        route("DELETE", root + "/managers", this::unregisterManager),
        route("POST", root + "/reset_authentication_token", this::reset),
        route("POST", root + "/(\\d+)/reset_authentication_token", this::resetById),
        route("GET", root + "/router/discovery", this::discover));
  }

  private static Route route(String method, String path, Route.Endpoint endpoint) {
    return Route.of(CallKind.RUNNER, method, path, endpoint);
  }

  private Answer verify(HttpCall call, Matcher path) throws IOException, Refusal {
    String token = knownToken(call, Bodies.VERIFY);
    return Answer.json(200, describe(token));
  }

  private Answer register(HttpCall call, Matcher path) throws IOException, Refusal {
    Heads.check(call, Set.of());
    Heads.requireAcceptsJson(call);
    ObjectNode body = call.jsonBody();
    Bodies.REGISTER.check(body);
    if (body.has("active") == body.has("paused")) {
      throw HttpCall.malformed("exactly one of active and paused is expected");
    }
    if (!body.path("token").textValue().equals(registrationToken)) {
      throw Refusal.violation(403, Violation.Kind.TOKEN, "Forbidden - unknown registration token");
    }
    return Answer.json(201, describe(runners.create()));
  }

  private Answer unregister(HttpCall call, Matcher path) throws IOException, Refusal {
    String token = knownToken(call, Bodies.UNREGISTER);
    if (token.startsWith("glrt-")) {
      throw Refusal.violation(
          403, Violation.Kind.STATE, "Forbidden - a glrt- token is for DELETE runners/managers");
    }
    runners.remove(token);
    return Answer.empty(204);
  }

  /** The runner stays; only its manager goes. */
  private Answer unregisterManager(HttpCall call, Matcher path) throws IOException, Refusal {
    knownToken(call, Bodies.UNREGISTER_MANAGER);
    return Answer.empty(204);
  }

  private Answer reset(HttpCall call, Matcher path) throws IOException, Refusal {
    if (call.header("RUNNER-TOKEN").isPresent()) {
      throw HttpCall.malformed("header RUNNER-TOKEN is not for a reset");
    }
    return renewed(knownToken(call, Bodies.RESET));
  }

  private Answer resetById(HttpCall call, Matcher path) throws IOException, Refusal {
    Heads.check(call, Set.of());
    if (call.header("PRIVATE-TOKEN").orElse("").isBlank()) {
      throw Refusal.violation(401, Violation.Kind.TOKEN, "Unauthorized - no PRIVATE-TOKEN");
    }
    if (!new String(call.body(), StandardCharsets.UTF_8).equals("null")) {
      throw HttpCall.malformed("the body is expected to be null");
    }
    String token =
        runners
            .tokenOf(Long.parseLong(path.group(1)))
            .orElseThrow(() -> Refusal.expected(404, "Not Found"));
    return renewed(token);
  }

  private Answer renewed(String oldToken) {
    String token = runners.renew(oldToken);
    ObjectNode answer = describe(token);
    answer.remove("id");
    return Answer.json(201, answer);
  }

  /** There is no job router here. */
  private Answer discover(HttpCall call, Matcher path) throws Refusal {
    Heads.check(call, Set.of());
    runners.require(call.header("RUNNER-TOKEN").orElse(""));
    throw Refusal.expected(501, "Not Implemented");
  }

  private String knownToken(HttpCall call, Shape shape) throws IOException, Refusal {
    Heads.check(call, Set.of());
    ObjectNode body = call.jsonBody();
    shape.check(body);
    String token = body.path("token").textValue();
    Heads.requireSameToken(call, "RUNNER-TOKEN", token);
    runners.require(token);
    return token;
  }

  private ObjectNode describe(String token) {
    Optional<Instant> expires = runners.expiry(token);
    ObjectNode answer =
        Json.object().put("id", runners.add(token)).put("token", token).putNull("token_expires_at");
    expires.ifPresent(
        at -> answer.put("token_expires_at", at.truncatedTo(ChronoUnit.MILLIS).toString()));
    return answer;
  }
}
