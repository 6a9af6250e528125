package dev.slipway.adapter.official;

import com.google.gson.JsonObject;
import dev.slipway.adapter.official.mapping.DisruptionBudgetMapping;
import dev.slipway.adapter.official.mapping.LenientJson;
import dev.slipway.adapter.official.mapping.NamespaceMapping;
import dev.slipway.adapter.official.mapping.PodMapping;
import dev.slipway.adapter.official.mapping.SecretMapping;
import dev.slipway.domain.failure.FailureException;
import dev.slipway.domain.pod.DisruptionBudgetPlan;
import dev.slipway.domain.pod.NamespacePlan;
import dev.slipway.domain.pod.PodPlan;
import dev.slipway.domain.pod.SecretPlan;
import dev.slipway.ports.cluster.PatchedPod;
import dev.slipway.ports.cluster.PodRenderer;
import io.kubernetes.client.openapi.JSON;
import java.util.Optional;
import java.util.TreeSet;

/** Shows the bodies that the official client's model gives; needs no cluster. */
public final class OfficialPodRenderer implements PodRenderer {
  public OfficialPodRenderer() {
    LenientJson.install();
  }

  @Override
  public String json(PodPlan plan) throws FailureException {
    return PatchedPod.json(JSON.serialize(PodMapping.toPod(plan)), plan);
  }

  @Override
  public String json(DisruptionBudgetPlan plan) {
    return JSON.serialize(DisruptionBudgetMapping.toBudget(plan));
  }

  @Override
  public String json(NamespacePlan plan) {
    return JSON.serialize(NamespaceMapping.toNamespace(plan));
  }

  @Override
  public String json(SecretPlan plan) {
    JsonObject secret =
        JSON.getGson()
            .toJsonTree(SecretMapping.withoutData(plan, Optional.empty()))
            .getAsJsonObject();
    JsonObject data = new JsonObject();
    new TreeSet<>(plan.data().keySet()).forEach(key -> data.addProperty(key, "[MASKED]"));
    secret.add("data", data);
    return secret.toString();
  }
}
