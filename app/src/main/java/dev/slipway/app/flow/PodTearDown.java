package dev.slipway.app.flow;

import dev.slipway.domain.assembly.JobSecrets;
import dev.slipway.domain.job.PlannedJob;
import dev.slipway.domain.pod.PodName;
import dev.slipway.domain.settings.TimerSettings;
import dev.slipway.domain.watch.PodSnapshot;
import dev.slipway.ports.cluster.ClusterAnswer;
import dev.slipway.ports.cluster.ClusterError;
import dev.slipway.ports.cluster.GracePeriod;
import dev.slipway.ports.cluster.PodStore;
import dev.slipway.ports.cluster.SecretStore;
import dev.slipway.ports.cluster.SecretStore.StoredSecret;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Removes pods; what a pod owns goes with it. What is not there is as good as removed. */
final class PodTearDown {
  private static final Logger LOG = LoggerFactory.getLogger(PodTearDown.class);
  private final PodStore pods;
  private final SecretStore secrets;

  PodTearDown(PodStore pods, SecretStore secrets) {
    this.pods = pods;
    this.secrets = secrets;
  }

  /**
   * Asks for the deletion of all that was made for the job, and of nothing else.
   *
   * @param owned whether the pod was made for the job and owns its Secrets already
   * @return false where something is left
   */
  boolean tearDown(PlannedJob job, boolean owned) throws InterruptedException {
    TimerSettings timers = job.claimed().runner().kubernetes().timers();
    return owned
        ? removePod(job.pod().name(), timers)
        : removeMarked(job.pod().name(), OwnMark.of(job), timers);
  }

  /**
   * Asks for the deletion of a pod of which nobody knows whether it was made, and of the Secrets
   * that were made for it and that no pod owns; only as far as they carry the job's mark.
   *
   * @return false where something is left
   */
  boolean removeMarked(PodName pod, OwnMark mark, TimerSettings timers)
      throws InterruptedException {
    boolean removed = true;
    switch (repeated(timers, () -> mark.pod(pods, pod))) {
      case ClusterAnswer.Done<Optional<PodSnapshot>>(var found) -> {
        if (found.isPresent()) {
          removed = removePod(pod, timers);
        }
      }
      case ClusterAnswer.Refused<?> refused -> removed = isGone("pod", pod.toString(), refused);
    }
    switch (repeated(timers, () -> mark.secretsOf(secrets, pod))) {
      case ClusterAnswer.Done<List<StoredSecret>>(var found) -> {
        for (StoredSecret one : found) {
          removed &=
              !JobSecrets.isLoose(one.plan())
                  || removeSecret(one.plan().namespace(), one.plan().name(), timers);
        }
      }
      case ClusterAnswer.Refused<?> refused ->
          removed &= isGone("secrets", pod.toString(), refused);
    }
    return removed;
  }

  private static <T> ClusterAnswer<T> repeated(
      TimerSettings timers, Supplier<ClusterAnswer<T>> call) throws InterruptedException {
    return ClusterCall.STANDARD.repeatedFor(timers.cleanupResourcesTimeout(), call);
  }

  /** Asks for a pod's deletion; false where it was refused. */
  boolean removePod(PodName pod, TimerSettings timers) throws InterruptedException {
    GracePeriod grace =
        timers
            .cleanupGrace()
            .map(Duration::toSeconds)
            .<GracePeriod>map(GracePeriod.Seconds::new)
            .orElseGet(GracePeriod.OfThePod::new);
    return isGone("pod", pod.toString(), repeated(timers, () -> pods.delete(pod, grace)));
  }

  /** Removes a Secret; false where that was refused. */
  boolean removeSecret(String namespace, String name, TimerSettings timers)
      throws InterruptedException {
    return isGone(
        "secrets", namespace + "/" + name, repeated(timers, () -> secrets.delete(namespace, name)));
  }

  private static boolean isGone(String what, String name, ClusterAnswer<?> answer) {
    if (answer instanceof ClusterAnswer.Refused<?>(ClusterError error)
        && !(error instanceof ClusterError.NotFound)) {
      LOG.error("Error cleaning up {}: {} ({}) {}", what, error.message(), name, error.advice());
      return false;
    }
    return true;
  }
}
