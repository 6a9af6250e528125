package dev.slipway.acceptance.coordinator.job;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.acceptance.coordinator.wire.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * What is particular about a job. Its JSON is joined into the {@link PayloadTemplate} as a merge
 * patch (RFC 7396), with these additions that keep job files short:
 *
 * <ul>
 *   <li>{@code variables} are put behind the template's own, so they win; the form {@code {"NAME":
 *       "value"}} is allowed for public ones;
 *   <li>{@code script} and {@code after_script}, lists of lines, become {@code steps};
 *   <li>{@code image} and the members of {@code services} may be plain names;
 *   <li>{@code dependencies} are all that the job gets, whatever it needs: an empty list for no
 *       artifacts;
 *   <li>{@code {{url}}}, {@code {{host}}}, {@code {{id}}}, {@code {{token}}}, {@code {{sha}}} and
 *       {@code {{repo_url}}} are replaced in every text.
 * </ul>
 *
 * <p>Immutable: each {@code with} method gives a new one.
 */
public final class JobSpec {
  private final ObjectNode patch;
  private final Optional<String> runnerToken;
  private final List<OfferedJob> needs;

  private JobSpec(ObjectNode patch, Optional<String> runnerToken, List<OfferedJob> needs) {
    this.patch = patch;
    this.runnerToken = runnerToken;
    this.needs = List.copyOf(needs);
  }

  /** A job with these script lines. */
  public static JobSpec script(String... lines) {
    return ofJson(Json.object()).withLines("script", lines);
  }

  /** A job from JSON: everything that differs from the template. */
  public static JobSpec ofJson(ObjectNode patch) {
    return new JobSpec(patch.deepCopy(), Optional.empty(), List.of());
  }

  /**
   * @throws IllegalArgumentException where the text is not a JSON object
   */
  public static JobSpec ofJson(String patch) {
    return ofJson(Json.readObject(patch));
  }

  /** A behaviour's {@code job.json}. */
  public static JobSpec ofFile(Path file) {
    try {
      return ofJson(Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException("Could not read the job file " + file, e);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(file + ": " + e.getMessage(), e);
    }
  }

  /** Joins more JSON into this job, by the rules above. */
  public JobSpec with(ObjectNode more) {
    ObjectNode joined = patch.deepCopy();
    ArrayNode variables = PayloadTemplate.variableList(joined.path("variables"));
    variables.addAll(PayloadTemplate.variableList(more.path("variables")));
    Json.merge(joined, more);
    if (!variables.isEmpty()) {
      joined.set("variables", variables);
    }
    return new JobSpec(joined, runnerToken, needs);
  }

  /** Joins more JSON into this job, by the rules above. */
  public JobSpec with(String json) {
    return with(Json.readObject(json));
  }

  public JobSpec withAfterScript(String... lines) {
    return withLines("after_script", lines);
  }

  public JobSpec withImage(String name) {
    return with(Json.object().put("image", name));
  }

  /** Limit of the whole job, in whole seconds. */
  public JobSpec withTimeout(Duration limit) {
    ObjectNode more = Json.object();
    more.putObject("runner_info").put("timeout", limit.toSeconds());
    return with(more);
  }

  public JobSpec withVariable(String key, String value) {
    return withVariable(key, value, true, false, false);
  }

  /** A variable whose value must not show up in the trace. */
  public JobSpec withMaskedVariable(String key, String value) {
    return withVariable(key, value, false, true, false);
  }

  /** A variable whose value is given to the job as a file. */
  public JobSpec withFileVariable(String key, String content) {
    return withVariable(key, content, true, false, true);
  }

  private JobSpec withVariable(
      String key, String value, boolean open, boolean masked, boolean file) {
    ObjectNode more = Json.object();
    more.putArray("variables")
        .add(PayloadTemplate.variable(key, value, open, masked).put("file", file));
    return with(more);
  }

  /** Only the runner with this authentication token gets the job; without this, any runner may. */
  public JobSpec withRunnerToken(String token) {
    return new JobSpec(patch, Optional.of(token), needs);
  }

  /** The job is given out after these have succeeded, and may download their artifacts. */
  public JobSpec withNeeds(OfferedJob... jobs) {
    List<OfferedJob> all = new ArrayList<>(needs);
    Collections.addAll(all, jobs);
    return new JobSpec(patch, runnerToken, all);
  }

  private JobSpec withLines(String key, String... lines) {
    ObjectNode more = Json.object();
    ArrayNode array = more.putArray(key);
    List.of(lines).forEach(array::add);
    return with(more);
  }

  /** A copy of what differs from the template. */
  ObjectNode patch() {
    return patch.deepCopy();
  }

  Optional<String> runnerToken() {
    return runnerToken;
  }

  List<OfferedJob> needs() {
    return needs;
  }

  /** The job's limit where it was given, else GitLab's usual hour. */
  long timeoutSeconds() {
    return patch.at("/runner_info/timeout").asLong(3600);
  }
}
