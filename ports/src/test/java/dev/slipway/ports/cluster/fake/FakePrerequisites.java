package dev.slipway.ports.cluster.fake;

import dev.slipway.ports.cluster.ClusterAnswer;
import dev.slipway.ports.cluster.ClusterError;
import dev.slipway.ports.cluster.Prerequisites;

/** The Secrets of a {@link FakeCluster}, and the one account that each namespace has. */
final class FakePrerequisites implements Prerequisites {
  private final FakeCluster cluster;
  private final boolean powerless;

  FakePrerequisites(FakeCluster cluster, boolean powerless) {
    this.cluster = cluster;
    this.powerless = powerless;
  }

  @Override
  public ClusterAnswer<String> serviceAccount(String namespace, String name) {
    return cluster.call(
        powerless,
        () ->
            cluster.hasNamespace(namespace) && name.equals("default")
                ? new ClusterAnswer.Done<>(name)
                : absent("serviceaccounts", name));
  }

  @Override
  public ClusterAnswer<String> secret(String namespace, String name) {
    return cluster.call(
        powerless,
        () ->
            cluster.storedSecrets().stream()
                    .anyMatch(
                        stored ->
                            stored.plan().namespace().equals(namespace)
                                && stored.plan().name().equals(name))
                ? new ClusterAnswer.Done<>(name)
                : absent("secrets", name));
  }

  private static <T> ClusterAnswer<T> absent(String resource, String name) {
    return new ClusterAnswer.Refused<>(
        new ClusterError.NotFound("%s \"%s\" not found".formatted(resource, name)));
  }
}
