package dev.slipway.adapter.fabric8;

import static dev.slipway.adapter.fabric8.Fabric8Calls.encoded;

import dev.slipway.adapter.fabric8.mapping.NamespaceMapping;
import dev.slipway.domain.pod.NamespacePlan;
import dev.slipway.ports.cluster.ClusterAnswer;
import dev.slipway.ports.cluster.NamespaceStore;
import io.fabric8.kubernetes.api.model.Namespace;
import java.util.Map;

/** Namespaces over fabric8. */
final class Fabric8NamespaceStore implements NamespaceStore {
  private static final String PATH = "/api/v1/namespaces";
  private final Fabric8Calls calls;

  Fabric8NamespaceStore(Fabric8Calls calls) {
    this.calls = calls;
  }

  @Override
  public ClusterAnswer<String> create(NamespacePlan plan) {
    return calls
        .call("POST", PATH, NamespaceMapping.toNamespace(plan), Map.class)
        .map(made -> plan.name());
  }

  @Override
  public ClusterAnswer<NamespacePlan> get(String name) {
    return calls
        .call("GET", PATH + "/" + encoded(name), null, Namespace.class)
        .map(NamespaceMapping::toPlan);
  }

  @Override
  public ClusterAnswer<String> delete(String name) {
    return calls.call("DELETE", PATH + "/" + encoded(name), null, Map.class).map(gone -> name);
  }
}
