package dev.slipway.domain.pod;

import java.util.Map;

/** A namespace to be made for one job. */
public record NamespacePlan(String name, Map<String, String> labels) {
  public NamespacePlan {
    labels = Map.copyOf(labels);
  }

  /** What the namespace of a job is called. */
  public static String nameFor(long jobId) {
    return "ci-job-" + jobId;
  }
}
