package dev.slipway.adapter.official.mapping;

import static java.util.Objects.requireNonNullElse;

import dev.slipway.domain.pod.DisruptionBudgetPlan;
import io.kubernetes.client.custom.IntOrString;
import io.kubernetes.client.openapi.models.V1LabelSelector;
import io.kubernetes.client.openapi.models.V1ObjectMeta;
import io.kubernetes.client.openapi.models.V1PodDisruptionBudget;
import io.kubernetes.client.openapi.models.V1PodDisruptionBudgetSpec;
import java.util.Map;
import java.util.TreeMap;

/** PodDisruptionBudgets. */
public final class DisruptionBudgetMapping {
  private DisruptionBudgetMapping() {}

  /** The PodDisruptionBudget to create. */
  public static V1PodDisruptionBudget toBudget(DisruptionBudgetPlan plan) {
    return new V1PodDisruptionBudget()
        .apiVersion("policy/v1")
        .kind("PodDisruptionBudget")
        .metadata(
            new V1ObjectMeta()
                .namespace(plan.namespace())
                .name(plan.name())
                .labels(new TreeMap<>(plan.labels()))
                .ownerReferences(plan.owner().map(SecretMapping::toOwner).stream().toList()))
        .spec(
            new V1PodDisruptionBudgetSpec()
                .minAvailable(new IntOrString(1))
                .selector(new V1LabelSelector().matchLabels(new TreeMap<>(plan.selector()))));
  }

  /** The labels of a PodDisruptionBudget as the API server answered it. */
  public static Map<String, String> labels(V1PodDisruptionBudget budget) {
    return requireNonNullElse(budget.getMetadata().getLabels(), Map.of());
  }
}
