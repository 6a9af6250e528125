package dev.slipway.acceptance.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.acceptance.cluster.Accounts;
import dev.slipway.acceptance.coordinator.job.JobSpec;
import dev.slipway.acceptance.coordinator.job.OfferedJob;
import dev.slipway.acceptance.coordinator.wire.Json;
import dev.slipway.app.cli.PlanOptions;
import dev.slipway.app.config.ConfigAnswer;
import dev.slipway.app.config.ConfigReader;
import dev.slipway.app.wiring.PlanPrinter;
import dev.slipway.domain.settings.ClusterClient;
import dev.slipway.domain.tree.TreeJson;
import dev.slipway.ports.cluster.ClusterConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;

/** What {@code plan} prints is what {@code run} sends to the API server to make a job's objects. */
class PlanOnTheWireTest {
  private static final String SETTINGS =
      """
              pod_disruption_budget = true
              service_account = "default"
              cpu_request = "10m"
              memory_limit = "512Mi"
              service_memory_limit = "64Mi"
              image_pull_secrets = ["not-there"]
              [runners.kubernetes.pod_labels]
                "team" = "$CI_PROJECT_NAME"
              [runners.kubernetes.build_container_security_context.capabilities]
                drop = ["NET_RAW"]
              [[runners.kubernetes.volumes.empty_dir]]
                name = "fast"
                mount_path = "/fast"
                medium = "Memory"
              [[runners.kubernetes.host_aliases]]
                ip = "192.0.2.80"
                hostnames = ["cache.example"]
      """;

  private static final String JOB =
      """
      {"services": [{
        "name": "localhost/busybox:1",
        "alias": "db",
        "command": ["sh", "-c", "exec sleep 1000"],
        "variables": [{"key": "OWN", "value": "$CI_PROJECT_NAME", "public": true}]
      }]}
      """;

  @BothClients
  void the_plan_is_what_is_sent(ClusterClient client, @TempDir Path folder) throws Exception {
    try (Stage stage = new Stage("wire")) {
      ClusterConnection account = stage.accountWith(Accounts.rulesOfThePorts());
      try (WireRecorder recorder =
          new WireRecorder(
              URI.create(account.host().orElseThrow()), account.caFile().orElseThrow())) {
        ClusterConnection recorded =
            new ClusterConnection(
                Optional.of(recorder.url()),
                account.caFile(),
                Optional.empty(),
                Optional.empty(),
                account.bearerToken(),
                Optional.empty(),
                "slipway-tests");
        String token = stage.newRunner();
        String config = stage.configOf(recorded, Configs.ONE_RUNNER + SETTINGS, client, token);
        try (TestManager manager = TestManager.start(config)) {
          OfferedJob job =
              stage
                  .gitlab()
                  .offer(
                      JobSpec.script("echo seen")
                          .with(JOB)
                          .withVariable(
                              "DOCKER_AUTH_CONFIG",
                              "{\"auths\": {\"registry.example\": {\"auth\": \"dTpw\"}}}")
                          .withRunnerToken(token));
          job.awaitFinalUpdate(Stage.LIMIT);
          assertThat(job.finalUpdate().state()).as(job.traceText()).isEqualTo("success");
          stage.assertNothingLeft(manager.systemId());

          Files.writeString(folder.resolve(".runner_system_id"), manager.systemId());
          Path file = Files.writeString(folder.resolve("config.toml"), config);
          assertThat(made(recorder)).containsExactlyInAnyOrderElementsOf(planned(file, job));
        }
      }
    }
  }

  private static List<JsonNode> planned(Path config, OfferedJob job) throws Exception {
    ConfigAnswer read = new ConfigReader(Map.of(), Path.of("/")).read(config);
    assertThat(read).isInstanceOf(ConfigAnswer.Loaded.class);
    PlanOptions options = new PlanOptions(config, job.payload().toString());
    return new PlanPrinter()
            .plan(((ConfigAnswer.Loaded) read).settings().runners().getFirst(), options)
            .objects()
            .stream()
            .map(tree -> comparable(TreeJson.indented(tree)))
            .toList();
  }

  /** What was made, with the names that the plan has. */
  private static List<JsonNode> made(WireRecorder recorder) {
    List<String> bodies = recorder.sent("POST").stream().map(WireRecorder.Sent::body).toList();
    String pod =
        bodies.stream()
            .map(Json::readObject)
            .filter(body -> body.path("kind").asText().equals("Pod"))
            .map(body -> body.path("metadata").path("name").asText())
            .findFirst()
            .orElseThrow();
    String suffix = pod.substring(pod.length() - 8);
    List<JsonNode> made = new ArrayList<>();
    bodies.forEach(body -> made.add(comparable(body.replace(suffix, "xxxxxxxx"))));
    return made;
  }

  /** Of a Secret only the names of its keys: what plan prints of them. */
  private static JsonNode comparable(String json) {
    ObjectNode object = Json.readObject(json);
    for (String part : List.of("data", "stringData")) {
      if (object.get(part) instanceof ObjectNode data) {
        data.fieldNames().forEachRemaining(key -> data.put(key, ""));
      }
    }
    // The pod's uid is not known before it is made.
    if (object.get("metadata") instanceof ObjectNode metadata) {
      metadata.remove("ownerReferences");
    }
    return object;
  }
}
