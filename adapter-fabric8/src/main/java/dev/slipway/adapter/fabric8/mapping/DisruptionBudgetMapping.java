package dev.slipway.adapter.fabric8.mapping;

import static java.util.Objects.requireNonNullElse;

import dev.slipway.domain.pod.DisruptionBudgetPlan;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudgetBuilder;
import java.util.Map;
import java.util.TreeMap;

/** PodDisruptionBudgets. */
public final class DisruptionBudgetMapping {
  private DisruptionBudgetMapping() {}

  /** The PodDisruptionBudget to create. */
  public static PodDisruptionBudget toBudget(DisruptionBudgetPlan plan) {
    return new PodDisruptionBudgetBuilder()
        .withNewMetadata()
        .withNamespace(plan.namespace())
        .withName(plan.name())
        .withLabels(new TreeMap<>(plan.labels()))
        .withOwnerReferences(plan.owner().map(SecretMapping::toOwner).stream().toList())
        .endMetadata()
        .withNewSpec()
        .withMinAvailable(new IntOrString(1))
        .withNewSelector()
        .withMatchLabels(new TreeMap<>(plan.selector()))
        .endSelector()
        .endSpec()
        .build();
  }

  /** The labels of a PodDisruptionBudget as the API server answered it. */
  public static Map<String, String> labels(PodDisruptionBudget budget) {
    return requireNonNullElse(budget.getMetadata().getLabels(), Map.of());
  }
}
