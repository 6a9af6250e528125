package dev.slipway.ports.cluster.fake;

import dev.slipway.domain.pod.PodName;
import dev.slipway.domain.pod.PodPlan;
import dev.slipway.domain.watch.PodSnapshot;
import dev.slipway.ports.cluster.ClusterAnswer;
import dev.slipway.ports.cluster.ClusterAnswer.Done;
import dev.slipway.ports.cluster.ClusterAnswer.Refused;
import dev.slipway.ports.cluster.ClusterError;
import dev.slipway.ports.cluster.GracePeriod;
import dev.slipway.ports.cluster.PodStore;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The pods of a {@link FakeCluster}. */
final class FakePodStore implements PodStore {
  private final FakeCluster cluster;
  private final boolean powerless;

  FakePodStore(FakeCluster cluster, boolean powerless) {
    this.cluster = cluster;
    this.powerless = powerless;
  }

  @Override
  public ClusterAnswer<PodSnapshot> create(PodPlan plan) {
    return cluster.call(
        powerless || cluster.forbids("create pods"),
        () -> {
          PodName name = plan.name();
          if (!cluster.hasNamespace(name.namespace())) {
            return new Refused<>(
                new ClusterError.NotFound("namespaces \"" + name.namespace() + "\" not found"));
          }
          if (!name.name().matches("[a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?")
              || plan.containers().isEmpty()) {
            return new Refused<>(
                new ClusterError.Invalid("Pod \"" + name.name() + "\" is invalid"));
          }
          Optional<ClusterAnswer<PodSnapshot>> quota =
              cluster.overQuota("pods", cluster.podCount());
          if (quota.isPresent()) {
            return quota.get();
          }
          if (cluster.pod(name).isPresent()) {
            return new Refused<>(
                new ClusterError.Conflict("pods \"" + name.name() + "\" already exists"));
          }
          return new Done<>(cluster.addPod(plan));
        });
  }

  @Override
  public ClusterAnswer<List<PodSnapshot>> list(String namespace, Map<String, String> labels) {
    return cluster.call(powerless, () -> new Done<>(cluster.podsWith(namespace, labels)));
  }

  @Override
  public ClusterAnswer<PodSnapshot> get(PodName name) {
    return cluster.call(
        powerless,
        () ->
            cluster
                .pod(name)
                .<ClusterAnswer<PodSnapshot>>map(Done::new)
                .orElseGet(() -> absent(name)));
  }

  @Override
  public ClusterAnswer<PodName> delete(PodName name, GracePeriod grace) {
    return cluster.call(
        powerless,
        () -> {
          if (cluster.pod(name).isEmpty()) {
            return absent(name);
          }
          cluster.deletePod(name);
          return new Done<>(name);
        });
  }

  private static <T> ClusterAnswer<T> absent(PodName name) {
    return new Refused<>(new ClusterError.NotFound("pods \"" + name.name() + "\" not found"));
  }
}
