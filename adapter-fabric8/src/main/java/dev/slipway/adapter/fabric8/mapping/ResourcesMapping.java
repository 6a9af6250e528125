package dev.slipway.adapter.fabric8.mapping;

import dev.slipway.domain.pod.ResourcesPlan;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import io.fabric8.kubernetes.api.model.ResourceRequirementsBuilder;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Requests and limits. */
final class ResourcesMapping {
  private ResourcesMapping() {}

  /** Null where nothing is asked and nothing limited. */
  static @Nullable ResourceRequirements toResources(ResourcesPlan plan) {
    if (plan.equals(ResourcesPlan.NONE)) {
      return null;
    }
    return new ResourceRequirementsBuilder()
        .withRequests(toQuantities(plan.requests()))
        .withLimits(toQuantities(plan.limits()))
        .build();
  }

  private static Map<String, Quantity> toQuantities(Map<String, String> plan) {
    Map<String, Quantity> quantities = new TreeMap<>();
    plan.forEach((resource, amount) -> quantities.put(resource, new Quantity(amount)));
    return quantities;
  }
}
