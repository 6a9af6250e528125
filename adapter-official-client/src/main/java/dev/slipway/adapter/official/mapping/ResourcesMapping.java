package dev.slipway.adapter.official.mapping;

import dev.slipway.domain.pod.ResourcesPlan;
import io.kubernetes.client.custom.Quantity;
import io.kubernetes.client.openapi.models.V1ResourceRequirements;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Requests and limits. */
final class ResourcesMapping {
  private ResourcesMapping() {}

  /** Null where nothing is asked and nothing limited. */
  static @Nullable V1ResourceRequirements toResources(ResourcesPlan plan) {
    if (plan.equals(ResourcesPlan.NONE)) {
      return null;
    }
    return new V1ResourceRequirements()
        // The model begins with an empty list here, which the API server refuses for a whole pod.
        .claims(null)
        .requests(toQuantities(plan.requests()))
        .limits(toQuantities(plan.limits()));
  }

  private static Map<String, Quantity> toQuantities(Map<String, String> plan) {
    Map<String, Quantity> quantities = new TreeMap<>();
    plan.forEach((resource, amount) -> quantities.put(resource, new Quantity(amount)));
    return quantities;
  }
}
