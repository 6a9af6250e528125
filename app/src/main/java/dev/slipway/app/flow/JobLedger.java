package dev.slipway.app.flow;

import dev.slipway.domain.failure.FailureException;
import dev.slipway.domain.job.PlannedJob;
import dev.slipway.domain.pod.SecretPlan;
import dev.slipway.domain.settings.TimerSettings;
import dev.slipway.ports.cluster.ClusterAnswer;
import dev.slipway.ports.cluster.ClusterError;
import dev.slipway.ports.cluster.SecretStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes down each job before anything is made for it, so that another manager can find what this
 * one left behind. A record is a Secret in the runner's namespace that nothing owns.
 */
final class JobLedger {
  private static final Logger LOG = LoggerFactory.getLogger(JobLedger.class);
  private final SecretStore secrets;

  JobLedger(SecretStore secrets) {
    this.secrets = secrets;
  }

  /** Writes the job down. */
  void open(PlannedJob job, JobLog log) throws FailureException, InterruptedException {
    SecretPlan record = JobRecord.secret(job);
    ClusterAnswer<SecretStore.StoredSecret> answer =
        ClusterCall.of(job).patient(log, () -> secrets.create(record));
    // The name is ours alone: a conflict says that an earlier try went through.
    if (!(answer instanceof ClusterAnswer.Refused<?>(ClusterError.Conflict _))) {
      answer.orFail("setting up credentials");
    }
  }

  /** Removes the record: GitLab has accepted the job's end and nothing is left of it. */
  void close(PlannedJob job) throws InterruptedException {
    SecretPlan record = JobRecord.secret(job);
    TimerSettings timers = job.claimed().runner().kubernetes().timers();
    ClusterAnswer<String> answer =
        ClusterCall.of(job)
            .repeatedFor(
                timers.cleanupResourcesTimeout(),
                () -> secrets.delete(record.namespace(), record.name()));
    if (answer instanceof ClusterAnswer.Refused<String>(ClusterError error)
        && !(error instanceof ClusterError.NotFound)) {
      LOG.warn(
          "The record of job {} is left: {} ({}/{}) {}",
          job.claimed().payload().id(),
          error.message(),
          record.namespace(),
          record.name(),
          error.advice());
    }
  }
}
