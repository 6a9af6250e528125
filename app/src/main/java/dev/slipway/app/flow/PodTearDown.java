package dev.slipway.app.flow;

import dev.slipway.domain.job.PlannedJob;
import dev.slipway.domain.pod.PodName;
import dev.slipway.domain.settings.TimerSettings;
import dev.slipway.ports.cluster.ClusterAnswer;
import dev.slipway.ports.cluster.ClusterError;
import dev.slipway.ports.cluster.GracePeriod;
import dev.slipway.ports.cluster.PodStore;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Removes the pod; what the pod owns goes with it. */
final class PodTearDown {
  private static final Logger LOG = LoggerFactory.getLogger(PodTearDown.class);
  private final PodStore pods;

  PodTearDown(PodStore pods) {
    this.pods = pods;
  }

  /** Asks for the deletion; a pod that is not there is as good as deleted. */
  void tearDown(PlannedJob job) throws InterruptedException {
    TimerSettings timers = job.claimed().runner().kubernetes().timers();
    GracePeriod grace =
        timers
            .cleanupGrace()
            .map(Duration::toSeconds)
            .<GracePeriod>map(GracePeriod.Seconds::new)
            .orElseGet(GracePeriod.OfThePod::new);
    ClusterAnswer<PodName> answer =
        ClusterCall.repeatedFor(
            timers.cleanupResourcesTimeout(), () -> pods.delete(job.pod().name(), grace));
    if (answer instanceof ClusterAnswer.Refused<PodName>(ClusterError error)
        && !(error instanceof ClusterError.NotFound)) {
      LOG.error("Error cleaning up pod {}: {}", job.pod().name(), error.message());
    }
  }
}
