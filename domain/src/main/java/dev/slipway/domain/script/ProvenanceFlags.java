package dev.slipway.domain.script;

import dev.slipway.domain.variable.Variable;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/**
 * What the uploader needs to state where an archive comes from ({@code
 * RUNNER_GENERATE_ARTIFACTS_METADATA}). Source: GitLab Runner, which writes such a statement for
 * zip archives only.
 */
public record ProvenanceFlags(ScriptContext context) {
  private static final String EXECUTOR = "kubernetes";

  /** Who runs the job, when it began, and when its files were done. */
  public record Run(String runnerName, Instant started, Instant ended) {}

  /** The words; none where the job wants no statement. */
  List<String> words(Run run) {
    if (!wanted()) {
      return List.of();
    }
    String schema = context.variables().get("SLSA_PROVENANCE_SCHEMA_VERSION").orElse("");
    List<String> words =
        new ArrayList<>(
            List.of(
                "--generate-artifacts-metadata",
                "--runner-id",
                context.variables().get("CI_RUNNER_ID").orElse(""),
                "--repo-url",
                bareUrl(context.payload().git().repoUrl()),
                "--repo-digest",
                context.payload().git().sha(),
                "--job-name",
                context.payload().info().name(),
                "--executor-name",
                EXECUTOR,
                "--runner-name",
                run.runnerName(),
                "--started-at",
                text(run.started()),
                "--ended-at",
                text(run.ended()),
                "--schema-version",
                schema.isEmpty() ? "unknown" : schema));
    context.payload().variables().stream()
        .map(Variable::key)
        .distinct()
        .forEach(key -> words.addAll(List.of("--metadata-parameter", key)));
    return words;
  }

  private boolean wanted() {
    return List.of("1", "t", "T", "true", "TRUE", "True")
        .contains(context.variables().get("RUNNER_GENERATE_ARTIFACTS_METADATA").orElse(""));
  }

  /** Without user and password, which a clone address has. */
  private static String bareUrl(String url) {
    return url.replaceFirst("^(https?://)[^/@]*@", "$1").replaceFirst("[.]git$", "");
  }

  private static String text(Instant time) {
    return time.truncatedTo(ChronoUnit.SECONDS).toString();
  }
}
