package dev.slipway.acceptance.coordinator.git;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.acceptance.coordinator.wire.Answer;
import dev.slipway.acceptance.coordinator.wire.CallKind;
import dev.slipway.acceptance.coordinator.wire.HttpCall;
import dev.slipway.acceptance.coordinator.wire.Json;
import dev.slipway.acceptance.coordinator.wire.Refusal;
import dev.slipway.acceptance.coordinator.wire.Route;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;

/** Git LFS for reading: the batch API and the objects themselves, both for the job's token. */
public final class LfsHttp {
  private static final String PROJECT = "/([\\w/-]+)\\.git";
  private static final String TYPE = "application/vnd.git-lfs+json";

  private final Repositories repositories;
  private final JobTokenGate gate;
  private final URI url;

  /**
   * @param url of the server
   */
  public LfsHttp(Repositories repositories, GitHttp.Tokens tokens, URI url) {
    this.url = url;
    this.repositories = repositories;
    this.gate = new JobTokenGate(tokens);
  }

  public List<Route> routes() {
    return List.of(
        Route.of(CallKind.GIT, "POST", PROJECT + "/info/lfs/objects/batch", this::batch),
        Route.of(
            CallKind.GIT, "GET", PROJECT + "/gitlab-lfs/objects/([0-9a-f]{64})", this::object));
  }

  private Answer batch(HttpCall call, Matcher path) throws IOException, Refusal {
    gate.check(call);
    ObjectNode wanted = Json.readObject(new String(call.body(), StandardCharsets.UTF_8));
    if (!wanted.path("operation").asText().equals("download")) {
      throw HttpCall.malformed("a job only downloads LFS objects");
    }
    String base = url + "/" + path.group(1) + ".git";
    ObjectNode answer = Json.object().put("transfer", "basic");
    ArrayNode objects = answer.putArray("objects");
    for (JsonNode one : wanted.path("objects")) {
      String oid = one.path("oid").asText();
      Optional<byte[]> content = find(path.group(1), oid);
      ObjectNode object = objects.addObject().put("oid", oid);
      if (content.isEmpty()) {
        object.put("size", 0).putObject("error").put("code", 404).put("message", "no such object");
      } else {
        object.put("size", content.get().length).put("authenticated", true);
        ObjectNode download = object.putObject("actions").putObject("download");
        download.put("href", base + "/gitlab-lfs/objects/" + oid);
        download.putObject("header").put("Authorization", call.header("Authorization").orElse(""));
      }
    }
    return Answer.bytes(200, TYPE, answer.toString().getBytes(StandardCharsets.UTF_8));
  }

  private Answer object(HttpCall call, Matcher path) throws Refusal {
    gate.check(call);
    byte[] content =
        find(path.group(1), path.group(2))
            .orElseThrow(() -> Refusal.expected(404, "no object " + path.group(2)));
    return Answer.bytes(200, "application/octet-stream", content);
  }

  private Optional<byte[]> find(String project, String oid) {
    return repositories.find(project).flatMap(repository -> repository.lfsObject(oid));
  }
}
