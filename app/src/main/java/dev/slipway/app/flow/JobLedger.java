package dev.slipway.app.flow;

import dev.slipway.domain.failure.FailureException;
import dev.slipway.domain.job.PlannedJob;
import dev.slipway.domain.pod.SecretPlan;
import dev.slipway.domain.settings.TimerSettings;
import dev.slipway.ports.cluster.ClusterAnswer;
import dev.slipway.ports.cluster.ClusterError;
import dev.slipway.ports.cluster.SecretStore;
import java.util.Optional;
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
    ClusterCall calls = ClusterCall.of(job);
    OwnCreation<SecretStore.StoredSecret> creation =
        new OwnCreation<>(
            "setting up credentials",
            "Secret %s/%s".formatted(record.namespace(), record.name()),
            calls,
            () -> secrets.create(record),
            () -> own(job, record));
    creation.made(calls.patient(log, creation::once));
  }

  private ClusterAnswer<Optional<SecretStore.StoredSecret>> own(PlannedJob job, SecretPlan record) {
    return OwnMark.of(job).secret(secrets, record.namespace(), record.name());
  }

  /**
   * Removes the record: GitLab has accepted the job's end and nothing is left of it.
   *
   * @param opened whether the record is known to be written; else it is looked for
   */
  void close(PlannedJob job, boolean opened) throws InterruptedException {
    SecretPlan record = JobRecord.secret(job);
    TimerSettings timers = job.claimed().runner().kubernetes().timers();
    ClusterAnswer<String> answer =
        ClusterCall.of(job)
            .repeatedFor(timers.cleanupResourcesTimeout(), () -> remove(job, record, opened));
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

  private ClusterAnswer<String> remove(PlannedJob job, SecretPlan record, boolean opened) {
    if (!opened) {
      switch (own(job, record)) {
        case ClusterAnswer.Refused<?>(ClusterError error) -> {
          return new ClusterAnswer.Refused<>(error);
        }
        case ClusterAnswer.Done<Optional<SecretStore.StoredSecret>>(var found) -> {
          if (found.isEmpty()) {
            return new ClusterAnswer.Done<>(record.name());
          }
        }
      }
    }
    return secrets.delete(record.namespace(), record.name());
  }
}
