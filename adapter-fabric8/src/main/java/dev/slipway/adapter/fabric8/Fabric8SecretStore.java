package dev.slipway.adapter.fabric8;

import static dev.slipway.adapter.fabric8.Fabric8Calls.encoded;

import dev.slipway.adapter.fabric8.mapping.SecretMapping;
import dev.slipway.domain.pod.SecretPlan;
import dev.slipway.ports.cluster.ClusterAnswer;
import dev.slipway.ports.cluster.SecretStore;
import dev.slipway.ports.cluster.feed.PodSource.Pods;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Secrets over fabric8. */
final class Fabric8SecretStore implements SecretStore {
  private final Fabric8Calls calls;

  Fabric8SecretStore(Fabric8Calls calls) {
    this.calls = calls;
  }

  @Override
  public ClusterAnswer<StoredSecret> create(SecretPlan plan) {
    Secret secret = SecretMapping.toSecret(plan, Optional.empty());
    return calls
        .call("POST", path(plan.namespace()), secret, Secret.class)
        .map(SecretMapping::toStored);
  }

  @Override
  public ClusterAnswer<StoredSecret> replace(SecretPlan plan, String resourceVersion) {
    Secret secret = SecretMapping.toSecret(plan, Optional.of(resourceVersion));
    return calls
        .call("PUT", path(plan.namespace(), plan.name()), secret, Secret.class)
        .map(SecretMapping::toStored);
  }

  @Override
  public ClusterAnswer<List<StoredSecret>> list(String namespace, Map<String, String> labels) {
    String selector = encoded(new Pods(namespace, labels).selector());
    return calls
        .call("GET", path(namespace) + "?labelSelector=" + selector, null, SecretList.class)
        .map(list -> list.getItems().stream().map(SecretMapping::toStored).toList());
  }

  @Override
  public ClusterAnswer<String> delete(String namespace, String name) {
    return calls.call("DELETE", path(namespace, name), null, Map.class).map(gone -> name);
  }

  private static String path(String namespace) {
    return "/api/v1/namespaces/" + encoded(namespace) + "/secrets";
  }

  private static String path(String namespace, String name) {
    return path(namespace) + "/" + encoded(name);
  }
}
