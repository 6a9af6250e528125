package dev.slipway.app.flow;

import dev.slipway.domain.assembly.JobSecrets;
import dev.slipway.domain.job.PlannedJob;
import dev.slipway.domain.pod.PodName;
import dev.slipway.domain.pod.SecretPlan;
import dev.slipway.domain.settings.TimerSettings;
import dev.slipway.ports.cluster.ClusterAnswer;
import dev.slipway.ports.cluster.ClusterError;
import dev.slipway.ports.cluster.GracePeriod;
import dev.slipway.ports.cluster.PodStore;
import dev.slipway.ports.cluster.SecretStore;
import java.time.Duration;
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
   * Asks for the deletion of all that was made for the job.
   *
   * @param owned whether the pod owns the job's Secrets already
   * @return false where something is left
   */
  boolean tearDown(PlannedJob job, boolean owned) throws InterruptedException {
    TimerSettings timers = job.claimed().runner().kubernetes().timers();
    boolean removed = removePod(job.pod().name(), timers);
    if (!owned) {
      for (SecretPlan plan : JobSecrets.ofPod(job)) {
        removed &= removeSecret(plan.namespace(), plan.name(), timers);
      }
    }
    return removed;
  }

  /** Asks for a pod's deletion; false where it was refused. */
  boolean removePod(PodName pod, TimerSettings timers) throws InterruptedException {
    GracePeriod grace =
        timers
            .cleanupGrace()
            .map(Duration::toSeconds)
            .<GracePeriod>map(GracePeriod.Seconds::new)
            .orElseGet(GracePeriod.OfThePod::new);
    return isGone(
        "pod",
        pod.toString(),
        ClusterCall.STANDARD.repeatedFor(
            timers.cleanupResourcesTimeout(), () -> pods.delete(pod, grace)));
  }

  /** Removes a Secret; false where that was refused. */
  boolean removeSecret(String namespace, String name, TimerSettings timers)
      throws InterruptedException {
    return isGone(
        "secrets",
        namespace + "/" + name,
        ClusterCall.STANDARD.repeatedFor(
            timers.cleanupResourcesTimeout(), () -> secrets.delete(namespace, name)));
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
