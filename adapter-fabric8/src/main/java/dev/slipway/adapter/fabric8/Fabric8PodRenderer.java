package dev.slipway.adapter.fabric8;

import dev.slipway.adapter.fabric8.mapping.DisruptionBudgetMapping;
import dev.slipway.adapter.fabric8.mapping.NamespaceMapping;
import dev.slipway.adapter.fabric8.mapping.PodMapping;
import dev.slipway.adapter.fabric8.mapping.SecretMapping;
import dev.slipway.domain.failure.FailureException;
import dev.slipway.domain.pod.DisruptionBudgetPlan;
import dev.slipway.domain.pod.NamespacePlan;
import dev.slipway.domain.pod.PodPlan;
import dev.slipway.domain.pod.SecretPlan;
import dev.slipway.ports.cluster.PatchedPod;
import dev.slipway.ports.cluster.PodRenderer;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;

/** Shows the bodies that fabric8's model gives; needs no cluster. */
public final class Fabric8PodRenderer implements PodRenderer {
  private final KubernetesSerialization serialization = new KubernetesSerialization();

  @Override
  public String json(PodPlan plan) throws FailureException {
    return PatchedPod.json(serialization.asJson(PodMapping.toPod(plan)), plan);
  }

  @Override
  public String json(DisruptionBudgetPlan plan) {
    return serialization.asJson(DisruptionBudgetMapping.toBudget(plan));
  }

  @Override
  public String json(NamespacePlan plan) {
    return serialization.asJson(NamespaceMapping.toNamespace(plan));
  }

  @Override
  public String json(SecretPlan plan) {
    return serialization.asJson(SecretMapping.toMaskedSecret(plan));
  }
}
