package dev.slipway.adapter.official;

import dev.slipway.adapter.official.mapping.NamespaceMapping;
import dev.slipway.domain.pod.NamespacePlan;
import dev.slipway.ports.cluster.ClusterAnswer;
import dev.slipway.ports.cluster.NamespaceStore;
import io.kubernetes.client.openapi.ApiClient;
import io.kubernetes.client.openapi.apis.CoreV1Api;

/** Namespaces over the official client. */
final class OfficialNamespaceStore implements NamespaceStore {
  private final ApiClient client;
  private final CoreV1Api api;

  OfficialNamespaceStore(ApiClient client) {
    this.client = client;
    this.api = new CoreV1Api(client);
  }

  @Override
  public ClusterAnswer<String> create(NamespacePlan plan) {
    return OfficialCalls.call(api.createNamespace(NamespaceMapping.toNamespace(plan))::execute)
        .map(made -> plan.name());
  }

  @Override
  public ClusterAnswer<NamespacePlan> get(String name) {
    return OfficialCalls.call(api.readNamespace(name)::execute).map(NamespaceMapping::toPlan);
  }

  @Override
  public ClusterAnswer<String> delete(String name) {
    var request = api.deleteNamespace(name);
    // The answer is a Namespace or a Status; neither is read.
    return OfficialCalls.call(() -> client.execute(request.buildCall(null))).map(gone -> name);
  }
}
