package dev.slipway.acceptance.coordinator.pipeline;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.acceptance.coordinator.job.JobSpec;
import dev.slipway.acceptance.coordinator.wire.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.yaml.snakeyaml.Yaml;

/**
 * The jobs of a {@code .gitlab-ci.yml}. It knows the keywords that the example needs and refuses
 * every other one, so that none is left out unnoticed.
 *
 * @param jobs in the order of stages, those of one stage as they stand in the file
 */
record PipelineFile(List<Entry> jobs) {
  private static final Set<String> AS_THEY_ARE =
      Set.of("image", "services", "script", "after_script", "variables");

  /**
   * @param stage the place of its stage, from 0
   * @param job what differs from the usual payload
   */
  record Entry(int stage, JobSpec job) {}

  PipelineFile {
    jobs = List.copyOf(jobs);
  }

  /**
   * @throws IllegalArgumentException for a keyword that is not known here, or an unknown stage
   */
  static PipelineFile parse(String yaml) {
    ObjectNode root = (ObjectNode) Json.of(new Yaml().load(yaml));
    List<String> stages = new ArrayList<>();
    root.path("stages").forEach(stage -> stages.add(stage.asText()));
    ObjectNode common = Json.object();
    common.set("variables", root.path("variables"));
    root.remove(List.of("stages", "variables"));
    List<Entry> found = new ArrayList<>();
    for (int stage = 0; stage < stages.size(); stage++) {
      for (Map.Entry<String, JsonNode> job : root.properties()) {
        if (job.getValue().path("stage").asText().equals(stages.get(stage))) {
          ObjectNode own = payload(job.getKey(), (ObjectNode) job.getValue());
          found.add(new Entry(stage, JobSpec.ofJson(common).with(own)));
        }
      }
    }
    if (found.size() != root.size()) {
      throw new IllegalArgumentException(
          "a job of " + root + " has a stage that is none of " + stages);
    }
    return new PipelineFile(found);
  }

  private static ObjectNode payload(String name, ObjectNode job) {
    ObjectNode payload = Json.object();
    ObjectNode info = payload.putObject("job_info").put("name", name);
    for (Map.Entry<String, JsonNode> member : job.properties()) {
      JsonNode value = member.getValue();
      switch (member.getKey()) {
        case "stage" -> info.set("stage", value);
        case "cache" -> payload.putArray("cache").add(cache((ObjectNode) value));
        case "artifacts" -> payload.set("artifacts", artifacts((ObjectNode) value));
        case String key when AS_THEY_ARE.contains(key) -> payload.set(key, value);
        case String key ->
            throw new IllegalArgumentException(
                name + ": the keyword " + key + " is not known here");
      }
    }
    return payload;
  }

  /** GitLab adds whether the branch is protected, so that the caches of others stay apart. */
  private static ObjectNode cache(ObjectNode given) {
    ObjectNode cache = given.deepCopy();
    return cache.put("key", given.path("key").asText("default") + "-protected");
  }

  private static ArrayNode artifacts(ObjectNode given) {
    ArrayNode all = Json.array();
    ObjectNode archive = given.deepCopy();
    archive.remove("reports");
    if (archive.has("paths")) {
      all.add(archive.put("artifact_type", "archive").put("artifact_format", "zip"));
      defaultTo(archive, "when", "on_success");
    }
    for (Map.Entry<String, JsonNode> report : given.path("reports").properties()) {
      ObjectNode one = all.addObject().put("when", "always");
      one.putArray("paths").add(report.getValue());
      one.put("artifact_type", report.getKey()).put("artifact_format", "gzip");
    }
    return all;
  }

  private static void defaultTo(ObjectNode node, String key, String value) {
    if (!node.has(key)) {
      node.put(key, value);
    }
  }
}
