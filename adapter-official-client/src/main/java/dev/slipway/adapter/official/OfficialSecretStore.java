package dev.slipway.adapter.official;

import dev.slipway.adapter.official.mapping.SecretMapping;
import dev.slipway.domain.pod.SecretPlan;
import dev.slipway.ports.cluster.ClusterAnswer;
import dev.slipway.ports.cluster.SecretStore;
import dev.slipway.ports.cluster.feed.PodSource.Pods;
import io.kubernetes.client.openapi.ApiClient;
import io.kubernetes.client.openapi.apis.CoreV1Api;
import io.kubernetes.client.openapi.models.V1Secret;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Secrets over the official client. */
final class OfficialSecretStore implements SecretStore {
  private final ApiClient client;
  private final CoreV1Api api;

  OfficialSecretStore(ApiClient client) {
    this.client = client;
    this.api = new CoreV1Api(client);
  }

  @Override
  public ClusterAnswer<StoredSecret> create(SecretPlan plan) {
    V1Secret secret = SecretMapping.toSecret(plan, Optional.empty());
    return OfficialCalls.call(api.createNamespacedSecret(plan.namespace(), secret)::execute)
        .map(SecretMapping::toStored);
  }

  @Override
  public ClusterAnswer<StoredSecret> replace(SecretPlan plan, String resourceVersion) {
    V1Secret secret = SecretMapping.toSecret(plan, Optional.of(resourceVersion));
    return OfficialCalls.call(
            api.replaceNamespacedSecret(plan.name(), plan.namespace(), secret)::execute)
        .map(SecretMapping::toStored);
  }

  @Override
  public ClusterAnswer<List<StoredSecret>> list(String namespace, Map<String, String> labels) {
    String selector = new Pods(namespace, labels).selector();
    return OfficialCalls.call(api.listNamespacedSecret(namespace).labelSelector(selector)::execute)
        .map(list -> list.getItems().stream().map(SecretMapping::toStored).toList());
  }

  @Override
  public ClusterAnswer<String> delete(String namespace, String name) {
    var request = api.deleteNamespacedSecret(name, namespace);
    return OfficialCalls.call(() -> client.execute(request.buildCall(null))).map(gone -> name);
  }
}
