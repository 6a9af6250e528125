package dev.slipway.ports.cluster.fake;

import dev.slipway.domain.pod.SecretPlan;
import dev.slipway.ports.cluster.ClusterAnswer;
import dev.slipway.ports.cluster.ClusterAnswer.Done;
import dev.slipway.ports.cluster.ClusterAnswer.Refused;
import dev.slipway.ports.cluster.ClusterError;
import dev.slipway.ports.cluster.SecretStore;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The Secrets of a {@link FakeCluster}. */
final class FakeSecretStore implements SecretStore {
  private final FakeCluster cluster;
  private final boolean powerless;

  FakeSecretStore(FakeCluster cluster, boolean powerless) {
    this.cluster = cluster;
    this.powerless = powerless;
  }

  @Override
  public ClusterAnswer<StoredSecret> create(SecretPlan plan) {
    return cluster.call(
        powerless,
        () -> {
          if (!cluster.hasNamespace(plan.namespace())) {
            return new Refused<>(
                new ClusterError.NotFound("namespaces \"" + plan.namespace() + "\" not found"));
          }
          if (plan.data().keySet().stream().anyMatch(key -> !key.matches("[-._a-zA-Z0-9]+"))) {
            return new Refused<>(
                new ClusterError.Invalid(
                    "Secret \"" + plan.name() + "\" is invalid: data: invalid key"));
          }
          Optional<ClusterAnswer<StoredSecret>> quota =
              cluster.overQuota("secrets", cluster.secretsByPath().size());
          if (quota.isPresent()) {
            return quota.get();
          }
          if (cluster.secretsByPath().containsKey(path(plan))) {
            return new Refused<>(
                new ClusterError.Conflict("secrets \"" + plan.name() + "\" already exists"));
          }
          return store(plan, Instant.now().getEpochSecond());
        });
  }

  @Override
  public ClusterAnswer<StoredSecret> replace(SecretPlan plan, String resourceVersion) {
    return cluster.call(
        powerless,
        () -> {
          StoredSecret old = cluster.secretsByPath().get(path(plan));
          if (old == null) {
            return absent(plan.name());
          }
          if (!old.resourceVersion().equals(resourceVersion)) {
            return new Refused<>(
                new ClusterError.Conflict("secrets \"" + plan.name() + "\": has been modified"));
          }
          return store(plan, old.created());
        });
  }

  @Override
  public ClusterAnswer<List<StoredSecret>> list(String namespace, Map<String, String> labels) {
    return cluster.call(
        powerless,
        () ->
            new Done<>(
                cluster.secretsByPath().values().stream()
                    .filter(s -> s.plan().namespace().equals(namespace))
                    .filter(s -> s.plan().labels().entrySet().containsAll(labels.entrySet()))
                    .toList()));
  }

  @Override
  public ClusterAnswer<String> delete(String namespace, String name) {
    return cluster.call(
        powerless || cluster.forbids("delete secrets"),
        () ->
            cluster.secretsByPath().remove(namespace + "/" + name) == null
                ? absent(name)
                : new Done<>(name));
  }

  private ClusterAnswer<StoredSecret> store(SecretPlan plan, long created) {
    StoredSecret stored = new StoredSecret(plan, cluster.nextVersion(), created);
    cluster.secretsByPath().put(path(plan), stored);
    return new Done<>(stored);
  }

  private static String path(SecretPlan plan) {
    return plan.namespace() + "/" + plan.name();
  }

  private static <T> ClusterAnswer<T> absent(String name) {
    return new Refused<>(new ClusterError.NotFound("secrets \"" + name + "\" not found"));
  }
}
