package dev.slipway.adapter.fabric8;

import static dev.slipway.adapter.fabric8.Fabric8Calls.encoded;

import dev.slipway.adapter.fabric8.mapping.DisruptionBudgetMapping;
import dev.slipway.domain.pod.DisruptionBudgetPlan;
import dev.slipway.ports.cluster.ClusterAnswer;
import dev.slipway.ports.cluster.DisruptionBudgetStore;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import java.util.Map;

/** PodDisruptionBudgets over fabric8. */
final class Fabric8DisruptionBudgetStore implements DisruptionBudgetStore {
  private final Fabric8Calls calls;

  Fabric8DisruptionBudgetStore(Fabric8Calls calls) {
    this.calls = calls;
  }

  @Override
  public ClusterAnswer<String> create(DisruptionBudgetPlan plan) {
    return calls
        .call("POST", path(plan.namespace()), DisruptionBudgetMapping.toBudget(plan), Map.class)
        .map(made -> plan.name());
  }

  @Override
  public ClusterAnswer<Map<String, String>> labels(String namespace, String name) {
    return calls
        .call("GET", path(namespace) + "/" + encoded(name), null, PodDisruptionBudget.class)
        .map(DisruptionBudgetMapping::labels);
  }

  private static String path(String namespace) {
    return "/apis/policy/v1/namespaces/%s/poddisruptionbudgets".formatted(encoded(namespace));
  }
}
