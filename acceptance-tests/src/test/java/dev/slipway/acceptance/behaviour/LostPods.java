package dev.slipway.acceptance.behaviour;

import dev.slipway.domain.pod.PodPlan;
import dev.slipway.domain.watch.PodSnapshot;
import dev.slipway.ports.cluster.ClusterAnswer;
import dev.slipway.ports.cluster.ClusterError;
import dev.slipway.ports.cluster.ClusterPorts;
import dev.slipway.ports.cluster.PodStore;
import dev.slipway.ports.cluster.contract.PassedOn;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/** Pods, the first of which is made while the answer that tells so is lost. */
final class LostPods extends PassedOn.Pods {
  private final AtomicBoolean lost = new AtomicBoolean();

  private LostPods(PodStore pods) {
    super(pods);
  }

  /** The same ports with these pods. */
  static ClusterPorts in(ClusterPorts ports) {
    return PassedOn.with(ports, new LostPods(ports.pods()), ports.secrets());
  }

  @Override
  public ClusterAnswer<PodSnapshot> create(PodPlan plan) {
    ClusterAnswer<PodSnapshot> answer = super.create(plan);
    return lost.getAndSet(true)
        ? answer
        : new ClusterAnswer.Refused<>(
            new ClusterError.Unavailable("the connection broke", Optional.empty()));
  }
}
