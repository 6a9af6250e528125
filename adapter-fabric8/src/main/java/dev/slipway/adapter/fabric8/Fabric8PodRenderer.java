package dev.slipway.adapter.fabric8;

import dev.slipway.adapter.fabric8.mapping.PodMapping;
import dev.slipway.adapter.fabric8.mapping.SecretMapping;
import dev.slipway.domain.pod.PodPlan;
import dev.slipway.domain.pod.SecretPlan;
import dev.slipway.ports.cluster.PodRenderer;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;

/** Shows the bodies that fabric8's model gives; needs no cluster. */
public final class Fabric8PodRenderer implements PodRenderer {
  private final KubernetesSerialization serialization = new KubernetesSerialization();

  @Override
  public String json(PodPlan plan) {
    return serialization.asJson(PodMapping.toPod(plan));
  }

  @Override
  public String json(SecretPlan plan) {
    return serialization.asJson(SecretMapping.toMaskedSecret(plan));
  }
}
