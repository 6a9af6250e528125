package dev.slipway.adapter.fabric8;

import static dev.slipway.adapter.fabric8.Fabric8Calls.encoded;

import dev.slipway.adapter.fabric8.mapping.DisruptionBudgetMapping;
import dev.slipway.domain.pod.DisruptionBudgetPlan;
import dev.slipway.ports.cluster.ClusterAnswer;
import dev.slipway.ports.cluster.DisruptionBudgetStore;
import java.util.Map;

/** PodDisruptionBudgets over fabric8. */
final class Fabric8DisruptionBudgetStore implements DisruptionBudgetStore {
  private final Fabric8Calls calls;

  Fabric8DisruptionBudgetStore(Fabric8Calls calls) {
    this.calls = calls;
  }

  @Override
  public ClusterAnswer<String> create(DisruptionBudgetPlan plan) {
    String path =
        "/apis/policy/v1/namespaces/%s/poddisruptionbudgets".formatted(encoded(plan.namespace()));
    return calls
        .call("POST", path, DisruptionBudgetMapping.toBudget(plan), Map.class)
        .map(made -> plan.name());
  }
}
