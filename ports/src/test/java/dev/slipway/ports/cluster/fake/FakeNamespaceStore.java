package dev.slipway.ports.cluster.fake;

import dev.slipway.domain.pod.NamespacePlan;
import dev.slipway.ports.cluster.ClusterAnswer;
import dev.slipway.ports.cluster.ClusterError;
import dev.slipway.ports.cluster.NamespaceStore;

/** The namespaces of a {@link FakeCluster}. */
final class FakeNamespaceStore implements NamespaceStore {
  private final FakeCluster cluster;
  private final boolean powerless;

  FakeNamespaceStore(FakeCluster cluster, boolean powerless) {
    this.cluster = cluster;
    this.powerless = powerless;
  }

  @Override
  public ClusterAnswer<String> create(NamespacePlan plan) {
    return cluster.call(
        powerless,
        () ->
            cluster.namespacesByName().putIfAbsent(plan.name(), plan) == null
                ? new ClusterAnswer.Done<>(plan.name())
                : new ClusterAnswer.Refused<>(
                    new ClusterError.Conflict(
                        "namespaces \"" + plan.name() + "\" already exists")));
  }

  @Override
  public ClusterAnswer<NamespacePlan> get(String name) {
    return cluster.call(
        powerless,
        () -> {
          NamespacePlan found = cluster.namespacesByName().get(name);
          return found == null ? absent(name) : new ClusterAnswer.Done<>(found);
        });
  }

  @Override
  public ClusterAnswer<String> delete(String name) {
    return cluster.call(
        powerless,
        () ->
            cluster.namespacesByName().remove(name) == null
                ? absent(name)
                : new ClusterAnswer.Done<>(name));
  }

  private static <T> ClusterAnswer<T> absent(String name) {
    return new ClusterAnswer.Refused<>(
        new ClusterError.NotFound("namespaces \"" + name + "\" not found"));
  }
}
