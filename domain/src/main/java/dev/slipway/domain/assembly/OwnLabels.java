package dev.slipway.domain.assembly;

import dev.slipway.domain.job.ClaimedJob;
import java.util.Map;

/** The labels by which a manager finds its own objects. */
public final class OwnLabels {
  /** Names the installation that made the object. */
  public static final String SYSTEM_ID = "slipway.dev/system-id";

  /** Names the job. */
  public static final String JOB_ID = "slipway.dev/job-id";

  private OwnLabels() {}

  /** What every object of the job carries. */
  public static Map<String, String> of(ClaimedJob job) {
    return Map.of(
        SYSTEM_ID,
        PodNames.label(job.manager().systemId()),
        JOB_ID,
        Long.toString(job.payload().id()));
  }

  /** What every object of the installation carries. */
  public static Map<String, String> ofManager(String systemId) {
    return Map.of(SYSTEM_ID, PodNames.label(systemId));
  }
}
