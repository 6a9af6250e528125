package dev.slipway.acceptance.coordinator.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.acceptance.coordinator.wire.Answer;
import dev.slipway.acceptance.coordinator.wire.CallKind;
import dev.slipway.acceptance.coordinator.wire.HttpCall;
import dev.slipway.acceptance.coordinator.wire.Json;
import dev.slipway.acceptance.coordinator.wire.Refusal;
import dev.slipway.acceptance.coordinator.wire.Route;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;

/**
 * A small store of secrets that speaks Vault's protocol: a login by JWT, engine kv-v2 at {@code
 * ops} and kv-v1 at {@code legacy}. A wrong login is no violation: jobs may try one on purpose.
 */
public final class VaultEndpoints {
  private static final String JWT = "jwt-of-the-job";
  private static final String TOKEN = "hvs.stand-in";
  private static final String NAMESPACE = "team";

  public List<Route> routes() {
    return List.of(
        Route.of(CallKind.STAND_IN, "POST", "/v1/auth/gitlab/login", this::login),
        Route.of(CallKind.STAND_IN, "GET", "/v1/(ops/data|legacy)/(.+)", this::read));
  }

  private Answer login(HttpCall call, Matcher path) throws IOException, Refusal {
    checkNamespace(call);
    ObjectNode body = Json.readObject(new String(call.body(), StandardCharsets.UTF_8));
    if (!body.path("jwt").asText().equals(JWT) || !body.path("role").asText().equals("ci")) {
      return errors(400, "error validating token");
    }
    ObjectNode answer = Json.object();
    answer.putObject("auth").put("client_token", TOKEN);
    return Answer.json(200, answer);
  }

  private Answer read(HttpCall call, Matcher path) throws Refusal {
    checkNamespace(call);
    if (!call.header("X-Vault-Token").orElse("").equals(TOKEN)) {
      return errors(403, "permission denied");
    }
    ObjectNode answer = Json.object();
    ObjectNode data = answer.putObject("data");
    return switch (path.group(1) + "/" + path.group(2)) {
      case "ops/data/prod/api" -> {
        data.putObject("data").put("key", "kept-in-the-vault").put("port", 5432);
        yield Answer.json(200, answer);
      }
      case "legacy/db" -> {
        data.put("password", "kept-in-the-old-one");
        yield Answer.json(200, answer);
      }
      default -> Answer.json(404, Json.object().set("errors", Json.array()));
    };
  }

  private static void checkNamespace(HttpCall call) throws Refusal {
    if (!call.header("X-Vault-Namespace").orElse("").equals(NAMESPACE)) {
      throw HttpCall.malformed("X-Vault-Namespace is not " + NAMESPACE);
    }
  }

  private static Answer errors(int status, String text) {
    ObjectNode answer = Json.object();
    answer.putArray("errors").add(text);
    return Answer.json(status, answer);
  }
}
