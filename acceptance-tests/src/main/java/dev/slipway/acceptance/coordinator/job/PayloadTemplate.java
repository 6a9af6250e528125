package dev.slipway.acceptance.coordinator.job;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.slipway.acceptance.coordinator.git.GitRepository;
import dev.slipway.acceptance.coordinator.git.Repositories;
import dev.slipway.acceptance.coordinator.wire.Json;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.zip.GZIPInputStream;

/**
 * Builds what GitLab answers to a job request, from a template and the job's own {@link JobSpec}.
 */
final class PayloadTemplate {
  private static final String RESOURCE = "payload-template.json";

  private final ObjectNode template;
  private final URI url;
  private final Repositories repositories;

  PayloadTemplate(URI url, Repositories repositories) {
    this.url = url;
    this.repositories = repositories;
    this.template = load();
  }

  private static ObjectNode load() {
    try (InputStream in = PayloadTemplate.class.getResourceAsStream(RESOURCE)) {
      if (in == null) {
        throw new IllegalStateException("Resource " + RESOURCE + " is not on the class path");
      }
      return Json.readObject(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException("Could not read the resource " + RESOURCE, e);
    }
  }

  /**
   * The whole payload; the pipeline's ref in the project's repository is set to the job's commit.
   */
  ObjectNode build(Job job) {
    ObjectNode payload = template.deepCopy();
    ObjectNode patch = job.spec().patch();
    ArrayNode variables = variableList(payload.path("variables"));
    variables.addAll(variableList(patch.path("variables")));
    patch.remove("variables");
    spellOut(patch, job.spec());
    Json.merge(payload, patch);
    job.spec().needs().forEach(need -> variables.addAll(dotenv(need.job())));
    payload.set("variables", variables);
    payload.put("id", job.id()).put("token", job.token());
    payload.withObject("/job_info").put("id", job.id());
    if (!patch.has("dependencies")) {
      ArrayNode dependencies = payload.withArray("/dependencies");
      job.spec().needs().forEach(need -> dependencies.addAll(dependency(need.job())));
    }
    return (ObjectNode) fill(payload, values(job, payload));
  }

  private static ArrayNode dependency(Job needed) {
    ArrayNode found = Json.array();
    Artifact archive = needed.artifacts().get("archive");
    if (archive != null) {
      found
          .addObject()
          .put("id", needed.id())
          .put("token", needed.token())
          .put("name", needed.payload().at("/job_info/name").asText())
          .putObject("artifacts_file")
          .put("filename", archive.fileName())
          .put("size", archive.content().length);
    }
    return found;
  }

  /** The variables of a job's dotenv report, which GitLab hands to the jobs that need it. */
  private static ArrayNode dotenv(Job needed) {
    ArrayNode found = Json.array();
    Artifact report = needed.artifacts().get("dotenv");
    if (report != null) {
      try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(report.content()))) {
        new String(in.readAllBytes(), StandardCharsets.UTF_8)
            .lines()
            .filter(line -> line.contains("="))
            .map(line -> line.split("=", 2))
            .forEach(pair -> found.add(variable(pair[0], pair[1], true, false)));
      } catch (IOException e) {
        throw new UncheckedIOException("Could not read the dotenv report of job " + needed.id(), e);
      }
    }
    return found;
  }

  /** Turns the short forms into what GitLab sends. */
  private static void spellOut(ObjectNode patch, JobSpec spec) {
    long timeoutSeconds = spec.timeoutSeconds();
    boolean hasLines = patch.has("script") || patch.has("after_script");
    if (hasLines && !patch.has("steps")) {
      ArrayNode steps = patch.putArray("steps");
      addStep(steps, "script", patch.path("script"), timeoutSeconds, "on_success", false);
      addStep(steps, "after_script", patch.path("after_script"), timeoutSeconds, "always", true);
      patch.remove("script");
      patch.remove("after_script");
    }
    if (patch.path("image").isTextual()) {
      patch.set("image", named(patch.path("image").textValue()));
    }
    if (patch.path("services") instanceof ArrayNode services) {
      replaceEach(services, one -> one.isTextual() ? named(one.textValue()) : one);
      services.forEach(
          one -> {
            if (one.has("variables")) {
              ((ObjectNode) one).set("variables", variableList(one.path("variables")));
            }
          });
    }
  }

  private static void replaceEach(ArrayNode array, UnaryOperator<JsonNode> by) {
    for (int i = 0; i < array.size(); i++) {
      array.set(i, by.apply(array.get(i)));
    }
  }

  private static ObjectNode named(String name) {
    return Json.object().put("name", name);
  }

  private static void addStep(
      ArrayNode steps, String name, JsonNode script, long timeout, String when, boolean mayFail) {
    if (script instanceof ArrayNode lines && !lines.isEmpty()) {
      ObjectNode step = steps.addObject().put("name", name);
      step.set("script", lines);
      step.put("timeout", timeout).put("when", when).put("allow_failure", mayFail);
    }
  }

  static ObjectNode variable(String key, String value, boolean open, boolean masked) {
    return Json.object()
        .put("key", key)
        .put("value", value)
        .put("public", open)
        .put("masked", masked);
  }

  /** Variables as GitLab lists them, from either form; a missing node gives an empty list. */
  static ArrayNode variableList(JsonNode given) {
    ArrayNode list = Json.array();
    if (given instanceof ObjectNode pairs) {
      pairs
          .properties()
          .forEach(
              entry -> list.add(variable(entry.getKey(), entry.getValue().asText(), true, false)));
    } else if (given instanceof ArrayNode array) {
      list.addAll(array.deepCopy());
    } else if (!given.isMissingNode() && !given.isNull()) {
      throw new IllegalArgumentException(
          "variables is " + given.getNodeType() + ", expected a list or an object");
    }
    return list;
  }

  private Map<String, String> values(Job job, ObjectNode payload) {
    String path = payload.at("/job_info/project_full_path").asText();
    String ref = payload.at("/git_info/ref").asText();
    String pipeline = payload.at("/job_info/pipeline_id").asText();
    String sha = commit(payload.at("/git_info/sha").asText(), path, ref, pipeline);
    Map<String, String> values = new LinkedHashMap<>();
    values.put("id", Long.toString(job.id()));
    values.put("token", job.token());
    values.put("url", url.toString());
    values.put("scheme", url.getScheme());
    values.put("host", url.getHost());
    values.put("port", Integer.toString(url.getPort()));
    values.put("name", payload.at("/job_info/name").asText());
    values.put("stage", payload.at("/job_info/stage").asText());
    values.put("pipeline_id", pipeline);
    values.put("project_id", payload.at("/job_info/project_id").asText());
    values.put("project_name", payload.at("/job_info/project_name").asText());
    values.put("project_path", path);
    values.put("project_path_slug", slug(path));
    values.put("project_namespace", path.replaceFirst("/[^/]*$", ""));
    values.put("project_url", url + "/" + path);
    values.put("ref", ref);
    values.put("ref_slug", slug(ref));
    values.put("sha", sha);
    values.put("short_sha", sha.substring(0, Math.min(8, sha.length())));
    values.put(
        "repo_url",
        "%s://gitlab-ci-token:%s@%s/%s.git"
            .formatted(url.getScheme(), job.token(), url.getAuthority(), path));
    return values;
  }

  /** The job's commit: its own, or the tip of its branch where the project is served here. */
  private String commit(String given, String project, String ref, String pipeline) {
    GitRepository repository = repositories.find(project).orElse(null);
    if (repository == null) {
      return given.contains("{{") ? "0".repeat(40) : given;
    }
    String sha = given.contains("{{") ? repository.tip(ref).orElse("0".repeat(40)) : given;
    repository.pointPipelineAt(pipeline, sha);
    return sha;
  }

  private static String slug(String text) {
    return text.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "-");
  }

  private static JsonNode fill(JsonNode node, Map<String, String> values) {
    switch (node) {
      case ObjectNode object ->
          object.properties().forEach(e -> e.setValue(fill(e.getValue(), values)));
      case ArrayNode array -> replaceEach(array, member -> fill(member, values));
      case TextNode text -> {
        return TextNode.valueOf(fill(text.textValue(), values));
      }
      default -> {}
    }
    return node;
  }

  private static String fill(String text, Map<String, String> values) {
    String filled = text;
    for (Map.Entry<String, String> value : values.entrySet()) {
      filled = filled.replace("{{" + value.getKey() + "}}", value.getValue());
    }
    return filled;
  }
}
