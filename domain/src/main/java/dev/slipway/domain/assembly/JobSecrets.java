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

  /**
   * What a record says of the process that works on the job; only that process knows the values.
   */
  public static final List<String> PROCESS_KEYS = List.of("host", "pid", "boot", "started");

  // Bringing the pod up, after_script and reporting are not all within the job's own time.
  private static final Duration OVER_SLACK = Duration.ofHours(2);

  private JobSecrets() {}

  /**
   * The job's record, which is made first; it stands in the runner's own namespace.
   *
   * @param process a value for each of {@link #PROCESS_KEYS}
   */
  public static SecretPlan record(PlannedJob job, Map<String, String> process) {
    ClaimedJob claimed = job.claimed();
    Map<String, String> labels = new LinkedHashMap<>(OwnLabels.of(claimed));
    labels.put(RECORD_LABEL, RECORD_OF_JOB);
    Map<String, String> data = new LinkedHashMap<>();
    data.put("job-id", Long.toString(claimed.payload().id()));
    data.put("job-token", claimed.payload().token());
    data.put("url", claimed.runner().gitlab().url().toString());
    data.put("pod", job.pod().name().name());
    data.put("namespace", job.pod().name().namespace());
    data.put("timestamps", Boolean.toString(job.scripts().flags().enabled(FeatureFlag.TIMESTAMPS)));
    data.put("over-by", claimed.claimedAt().plus(claimed.timeout()).plus(OVER_SLACK).toString());
    data.putAll(process);
    return new SecretPlan(
        claimed.runner().kubernetes().identity().namespace(),
        recordName(job.pod().name()),
        labels,
        "slipway.dev/job-record",
        data,
        Optional.empty());
  }

  /** What the record of the job with this pod is called. */
  public static String recordName(PodName pod) {
    return pod.name() + "-record";
  }

  /** Whether it is neither a record nor goes with a pod that owns it. */
  public static boolean isLoose(SecretPlan secret) {
    return secret.owner().isEmpty() && !secret.labels().containsKey(RECORD_LABEL);
  }

  /** Those that the pod refers to, made before it; the pod comes to own them. */
  public static List<SecretPlan> ofPod(PlannedJob job) {
    return job.objects().secrets();
  }
}
