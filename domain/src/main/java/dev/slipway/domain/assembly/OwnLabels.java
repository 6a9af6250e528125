package dev.slipway.domain.assembly;

import dev.slipway.domain.job.ClaimedJob;
import java.util.HashMap;
import java.util.Map;

/** The labels by which a manager finds its own objects. */
public final class OwnLabels {
  /** Names the installation that made the object. */
  public static final String SYSTEM_ID = "slipway.dev/system-id";

  /** Names the job. */
  public static final String JOB_ID = "slipway.dev/job-id";

  /** Names the GitLab that the job is of. */
  public static final String GITLAB = "slipway.dev/gitlab";

  private OwnLabels() {}

  /** What every object of the job carries. */
  public static Map<String, String> of(ClaimedJob job) {
    return Map.of(
        SYSTEM_ID,
        PodNames.label(job.manager().systemId()),
        JOB_ID,
        Long.toString(job.payload().id()));
  }

  /**
   * What the namespace of a job carries. Its name has nothing but the job's number in it, and two
   * GitLabs number their jobs alike.
   *
   * @param ofJob what every object of the job carries
   */
  public static Map<String, String> ofNamespace(Map<String, String> ofJob, String gitlabUrl) {
    Map<String, String> labels = new HashMap<>(ofJob);
    labels.put(GITLAB, PodNames.label(gitlabUrl));
    return Map.copyOf(labels);
  }

  /** What every object of the installation carries. */
  public static Map<String, String> ofManager(String systemId) {
    return Map.of(SYSTEM_ID, PodNames.label(systemId));
  }
}
