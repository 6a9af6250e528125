package dev.slipway.adapter.official;

import dev.slipway.adapter.official.mapping.DisruptionBudgetMapping;
import dev.slipway.domain.pod.DisruptionBudgetPlan;
import dev.slipway.ports.cluster.ClusterAnswer;
import dev.slipway.ports.cluster.DisruptionBudgetStore;
import io.kubernetes.client.openapi.ApiClient;
import io.kubernetes.client.openapi.apis.PolicyV1Api;
import java.util.Map;

/** PodDisruptionBudgets over the official client. */
final class OfficialDisruptionBudgetStore implements DisruptionBudgetStore {
  private final ApiClient client;
  private final PolicyV1Api api;

  OfficialDisruptionBudgetStore(ApiClient client) {
    this.client = client;
    this.api = new PolicyV1Api(client);
  }

  @Override
  public ClusterAnswer<String> create(DisruptionBudgetPlan plan) {
    var request =
        api.createNamespacedPodDisruptionBudget(
            plan.namespace(), DisruptionBudgetMapping.toBudget(plan));
    // The answer is not read.
    return OfficialCalls.call(() -> client.execute(request.buildCall(null)))
        .map(made -> plan.name());
  }

  @Override
  public ClusterAnswer<Map<String, String>> labels(String namespace, String name) {
    return OfficialCalls.call(api.readNamespacedPodDisruptionBudget(name, namespace)::execute)
        .map(DisruptionBudgetMapping::labels);
  }
}
