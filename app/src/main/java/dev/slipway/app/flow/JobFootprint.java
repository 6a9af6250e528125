package dev.slipway.app.flow;

import dev.slipway.domain.failure.FailureException;
import dev.slipway.domain.job.LiveJob;
import dev.slipway.domain.job.PlannedJob;
import dev.slipway.domain.pod.NamespacePlan;
import dev.slipway.domain.settings.RunnerSettings;
import java.util.Optional;

/**
 * What one job has in the cluster while it is on its way: its connection, its record, its pod, its
 * namespace; and how all of it goes away again. Used by the job's own thread only.
 */
final class JobFootprint {
  private final RunnerSettings runner;
  private final JobLedger ledger;
  private JobCluster pods;
  private Optional<TokenClusters.Connection> ownConnection = Optional.empty();
  private Optional<PlannedJob> recorded = Optional.empty();
  private Optional<LiveJob> live = Optional.empty();

  /**
   * Nothing yet.
   *
   * @param shared the runner's own way to the cluster, used where the job brings no token
   */
  JobFootprint(RunnerSettings runner, JobLedger ledger, JobCluster shared) {
    this.runner = runner;
    this.ledger = ledger;
    this.pods = shared;
  }

  /** The way to the cluster that this job's pods go: its own where it brings a token. */
  JobCluster pods() {
    return pods;
  }

  /** The job as it was planned last, once its record may exist. */
  Optional<PlannedJob> recorded() {
    return recorded;
  }

  /** The job with its pod, once that was created. */
  Optional<LiveJob> live() {
    return live;
  }

  /** Opens the job's own connection where it brings a bearer token. */
  void connect(TokenClusters tokenClusters, PlannedJob planned) throws FailureException {
    if (planned.bearerToken().isPresent()) {
      var connection = tokenClusters.connect(runner, planned.bearerToken().get());
      ownConnection = Optional.of(connection);
      pods = connection.cluster();
    }
  }

  /** From now on a record may exist. */
  void recording(PlannedJob planned) {
    recorded = Optional.of(planned);
  }

  /** From now on there is a pod. */
  void made(LiveJob job) {
    live = Optional.of(job);
  }

  /** Removes a pod that did not come up, so that the same job can be tried with another. */
  void clearForNextTry(PlannedJob failed) throws InterruptedException {
    if (podTearDown().tearDown(failed, live.isPresent())) {
      ledger.close(failed, live.isPresent());
    }
    recorded = Optional.empty();
    live = Optional.empty();
  }

  /**
   * Removes all of it; the record last, and only when nothing else is left of the job.
   *
   * @param told whether GitLab knows the job's end: a record is kept until it does
   */
  void tearDown(boolean told) throws InterruptedException {
    if (recorded.isPresent()) {
      boolean removed = podTearDown().tearDown(recorded.get(), live.isPresent());
      removed &= removeNamespace(recorded.get());
      if (removed && told) {
        ledger.close(recorded.get(), live.isPresent());
      }
    }
    ownConnection.ifPresent(TokenClusters.Connection::close);
  }

  private PodTearDown podTearDown() {
    return new PodTearDown(pods.ports().pods(), pods.ports().secrets());
  }

  private boolean removeNamespace(PlannedJob ended) throws InterruptedException {
    Optional<NamespacePlan> own = ended.objects().namespace();
    if (own.isEmpty()) {
      return true;
    }
    pods.watch().forget(own.get().name());
    return new JobNamespace(pods.ports().namespaces(), ClusterCall.of(ended))
        .delete(own.get(), runner.kubernetes().timers().cleanupResourcesTimeout());
  }
}
