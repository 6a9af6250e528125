package dev.slipway.adapter.official;

import dev.slipway.ports.cluster.ClusterAnswer;
import dev.slipway.ports.cluster.Prerequisites;
import io.kubernetes.client.openapi.ApiClient;
import io.kubernetes.client.openapi.apis.CoreV1Api;

/** What a pod refers to, over the official client. */
final class OfficialPrerequisites implements Prerequisites {
  private final CoreV1Api api;

  OfficialPrerequisites(ApiClient client) {
    this.api = new CoreV1Api(client);
  }

  @Override
  public ClusterAnswer<String> serviceAccount(String namespace, String name) {
    return OfficialCalls.call(api.readNamespacedServiceAccount(name, namespace)::execute)
        .map(found -> name);
  }

  @Override
  public ClusterAnswer<String> secret(String namespace, String name) {
    return OfficialCalls.call(api.readNamespacedSecret(name, namespace)::execute)
        .map(found -> name);
  }
}
