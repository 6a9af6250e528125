package dev.slipway.domain.assembly;

import dev.slipway.domain.flag.FeatureFlag;
import dev.slipway.domain.job.ClaimedJob;
import dev.slipway.domain.job.PlannedJob;
import dev.slipway.domain.pod.PodName;
import dev.slipway.domain.pod.SecretPlan;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The Secrets that a job's start makes. */
public final class JobSecrets {
  /** Marks a Secret as a job's record. */
  public static final String RECORD_LABEL = "slipway.dev/record";

  /** What that label says. */
  public static final String RECORD_OF_JOB = "job";

  // Bringing the pod up, after_script and reporting are not all within the job's own time.
  private static final Duration OVER_SLACK = Duration.ofHours(2);

  private JobSecrets() {}

  /** The job's record, which is made first; it stands in the runner's own namespace. */
  public static SecretPlan record(PlannedJob job) {
    ClaimedJob claimed = job.claimed();
    Map<String, String> labels = new LinkedHashMap<>(OwnLabels.of(claimed));
    labels.put(RECORD_LABEL, RECORD_OF_JOB);
    return new SecretPlan(
        claimed.runner().kubernetes().identity().namespace(),
        recordName(job.pod().name()),
        labels,
        "slipway.dev/job-record",
        Map.of(
            "job-id", Long.toString(claimed.payload().id()),
            "job-token", claimed.payload().token(),
            "url", claimed.runner().gitlab().url().toString(),
            "pod", job.pod().name().name(),
            "namespace", job.pod().name().namespace(),
            "timestamps", Boolean.toString(job.scripts().flags().enabled(FeatureFlag.TIMESTAMPS)),
            "over-by", claimed.claimedAt().plus(claimed.timeout()).plus(OVER_SLACK).toString()),
        Optional.empty());
  }

  /** What the record of the job with this pod is called. */
  public static String recordName(PodName pod) {
    return pod.name() + "-record";
  }

  /** Those that the pod refers to, made before it; the pod comes to own them. */
  public static List<SecretPlan> ofPod(PlannedJob job) {
    return job.objects().secrets();
  }
}
