package dev.slipway.acceptance.behaviour;

import dev.slipway.domain.pod.PodName;
import dev.slipway.domain.pod.PodPlan;
import dev.slipway.domain.watch.PodSnapshot;
import dev.slipway.ports.cluster.ClusterAnswer;
import dev.slipway.ports.cluster.ClusterError;
import dev.slipway.ports.cluster.ClusterPorts;
import dev.slipway.ports.cluster.GracePeriod;
import dev.slipway.ports.cluster.PodStore;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/** Pods, the first of which is made while the answer that tells so is lost. */
record LostPods(PodStore pods, AtomicBoolean lost) implements PodStore {
  /** The same ports with these pods. */
  static ClusterPorts in(ClusterPorts ports) {
    return new ClusterPorts(
        new LostPods(ports.pods(), new AtomicBoolean()),
        ports.secrets(),
        ports.budgets(),
        ports.namespaces(),
        ports.prerequisites(),
        ports.feed(),
        ports.exec(),
        ports.attach(),
        ports.events(),
        ports.logs(),
        ports.renderer());
  }

  @Override
  public ClusterAnswer<PodSnapshot> create(PodPlan plan) {
    ClusterAnswer<PodSnapshot> answer = pods.create(plan);
    return lost.getAndSet(true)
        ? answer
        : new ClusterAnswer.Refused<>(
            new ClusterError.Unavailable("the connection broke", Optional.empty()));
  }

  @Override
  public ClusterAnswer<List<PodSnapshot>> list(String namespace, Map<String, String> labels) {
    return pods.list(namespace, labels);
  }

  @Override
  public ClusterAnswer<PodSnapshot> get(PodName name) {
    return pods.get(name);
  }

  @Override
  public ClusterAnswer<PodName> delete(PodName name, GracePeriod grace) {
    return pods.delete(name, grace);
  }
}
