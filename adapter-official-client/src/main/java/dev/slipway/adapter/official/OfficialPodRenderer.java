package dev.slipway.adapter.official;

import com.google.gson.JsonObject;
import dev.slipway.adapter.official.mapping.LenientJson;
import dev.slipway.adapter.official.mapping.PodMapping;
import dev.slipway.adapter.official.mapping.SecretMapping;
import dev.slipway.domain.pod.PodPlan;
import dev.slipway.domain.pod.SecretPlan;
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
  public String json(PodPlan plan) {
    return JSON.serialize(PodMapping.toPod(plan));
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
