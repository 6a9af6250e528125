package dev.slipway.ports.cluster.fake;

import dev.slipway.domain.pod.PodName;
import dev.slipway.ports.cluster.ClusterAnswer;
import dev.slipway.ports.cluster.PodEvents;
import java.util.List;

/** The events of a {@link FakeCluster}. */
final class FakePodEvents implements PodEvents {
  private final FakeCluster cluster;
  private final boolean powerless;

  FakePodEvents(FakeCluster cluster, boolean powerless) {
    this.cluster = cluster;
    this.powerless = powerless;
  }

  @Override
  public ClusterAnswer<List<PodEvent>> of(PodName pod) {
    return cluster.call(powerless, () -> new ClusterAnswer.Done<>(cluster.eventsOf(pod)));
  }
}
