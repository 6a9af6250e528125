package dev.slipway.app.flow;

import dev.slipway.domain.assembly.JobSecrets;
import dev.slipway.domain.assembly.OwnLabels;
import dev.slipway.domain.job.PlannedJob;
import dev.slipway.domain.pod.PodName;
import dev.slipway.domain.pod.SecretPlan;
import dev.slipway.ports.gitlab.JobReporter.JobCredentials;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * What a manager writes down of a job before it makes anything for it.
 *
 * @param systemId of the installation whose job it is, as a label
 * @param url of its GitLab
 * @param pod what it may have made
 * @param timestamps whether the lines of the job's log carry them
 * @param overBy when the job is over whoever runs it
 */
record JobRecord(
    String systemId,
    JobCredentials job,
    String url,
    PodName pod,
    boolean timestamps,
    ManagerProcess process,
    Instant overBy) {
  /** The record of a job that this process takes, as the Secret that holds it. */
  static SecretPlan secret(PlannedJob job) {
    ManagerProcess process = ManagerProcess.current(job.claimed().manager().facts().hostname());
    return JobSecrets.record(
        job,
        Map.of(
            "host", process.host(),
            "pid", Long.toString(process.pid()),
            "boot", process.boot(),
            "started", process.started().toString()));
  }

  /** Reads a record; empty for a Secret that holds none that this version understands. */
  static Optional<JobRecord> read(SecretPlan secret) {
    Map<String, String> data = secret.data();
    try {
      return Optional.of(
          new JobRecord(
              secret.labels().getOrDefault(OwnLabels.SYSTEM_ID, ""),
              new JobCredentials(Long.parseLong(part(data, "job-id")), part(data, "job-token")),
              part(data, "url"),
              new PodName(part(data, "namespace"), part(data, "pod")),
              Boolean.parseBoolean(part(data, "timestamps")),
              new ManagerProcess(
                  part(data, "host"),
                  Long.parseLong(part(data, "pid")),
                  part(data, "boot"),
                  Instant.parse(part(data, "started"))),
              Instant.parse(part(data, "over-by"))));
    } catch (IllegalArgumentException | DateTimeException e) {
      return Optional.empty();
    }
  }

  /** Whether nobody works on the job any more, as seen by an installation and its process. */
  boolean isLeft(String ownSystemId, ManagerProcess here, Instant now) {
    return now.isAfter(overBy) || (systemId.equals(ownSystemId) && !process.lives(here));
  }

  private static String part(Map<String, String> data, String key) {
    String value = data.get(key);
    if (value == null) {
      throw new IllegalArgumentException(key + " is missing");
    }
    return value;
  }
}
