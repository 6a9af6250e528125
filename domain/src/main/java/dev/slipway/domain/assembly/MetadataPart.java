package dev.slipway.domain.assembly;

import dev.slipway.domain.job.ClaimedJob;
import dev.slipway.domain.job.JobPayload;
import dev.slipway.domain.pod.PodMetadata;
import dev.slipway.domain.variable.JobVariables;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Labels and annotations: GitLab Runner's (the sort of thing that dashboards and policies select
 * by), then the configured ones, then ours. Ours name the job, because GitLab Runner's {@code pod}
 * label is not unique to one.
 */
record MetadataPart(ClaimedJob job, JobVariables variables, String base) {
  PodMetadata plan() {
    return new PodMetadata(labels(), annotations());
  }

  private Map<String, String> labels() {
    Map<String, String> labels = new LinkedHashMap<>();
    labels.put("pod", PodNames.label(base));
    labels.put("job.runner.gitlab.com/pod", PodNames.label(base));
    labels.put("project.runner.gitlab.com/id", Long.toString(job.payload().info().projectId()));
    labels.put(
        "project.runner.gitlab.com/name", PodNames.label(job.payload().info().projectName()));
    labels.put("project.runner.gitlab.com/namespace-id", variable("CI_PROJECT_NAMESPACE_ID"));
    labels.put("project.runner.gitlab.com/namespace", variable("CI_PROJECT_NAMESPACE"));
    labels.put("project.runner.gitlab.com/root-namespace", variable("CI_PROJECT_ROOT_NAMESPACE"));
    labels.put("manager.runner.gitlab.com/name", PodNames.label(job.runner().name()));
    labels.put(
        "manager.runner.gitlab.com/id-short", PodNames.label(job.runner().shortToken().value()));
    configured()
        .labels()
        .forEach(
            (key, value) -> {
              if (!isReserved(key)) {
                labels.put(key, PodNames.label(expand(value)));
              }
            });
    labels.putAll(OwnLabels.of(job));
    return labels;
  }

  private Map<String, String> annotations() {
    JobPayload payload = job.payload();
    Map<String, String> annotations = new LinkedHashMap<>();
    annotations.put("job.runner.gitlab.com/id", Long.toString(payload.id()));
    annotations.put("job.runner.gitlab.com/url", variables.get("CI_JOB_URL").orElse(""));
    annotations.put("job.runner.gitlab.com/sha", payload.git().sha());
    annotations.put("job.runner.gitlab.com/before_sha", payload.git().beforeSha());
    annotations.put("job.runner.gitlab.com/ref", payload.git().ref());
    annotations.put("job.runner.gitlab.com/name", payload.info().name());
    annotations.put("job.runner.gitlab.com/timeout", GoText.of(job.timeout()));
    annotations.put("project.runner.gitlab.com/id", Long.toString(payload.info().projectId()));
    configured().annotations().forEach((key, value) -> annotations.put(key, expand(value)));
    return annotations;
  }

  private static boolean isReserved(String key) {
    String domain = key.contains("/") ? key.substring(0, key.indexOf('/')) : key;
    String lower = domain.toLowerCase(Locale.ROOT);
    return lower.equals("runner.gitlab.com") || lower.endsWith(".runner.gitlab.com");
  }

  // Only what GitLab sent may stand in metadata, and each value once: no runner-made variables.
  private String expand(String value) {
    return JobVariables.of(job.payload().variables(), variables.tempDirectory()).expand(value);
  }

  private String variable(String key) {
    return PodNames.label(variables.get(key).orElse(""));
  }

  private PodMetadata configured() {
    return job.runner().kubernetes().metadata();
  }
}
