package dev.slipway.domain.pod;

import dev.slipway.domain.pod.SecretPlan.PodOwner;
import java.util.Map;
import java.util.Optional;

/**
 * Keeps a pod from being evicted for the sake of a node's maintenance ({@code policy/v1}
 * PodDisruptionBudget, {@code minAvailable: 1}).
 *
 * @param selector labels that the one pod carries, and no other
 * @param owner the pod, with which it goes; empty before the pod exists
 */
public record DisruptionBudgetPlan(
    String namespace,
    String name,
    Map<String, String> labels,
    Map<String, String> selector,
    Optional<PodOwner> owner) {
  public DisruptionBudgetPlan {
    labels = Map.copyOf(labels);
    selector = Map.copyOf(selector);
  }

  /** The same, owned by a pod. */
  public DisruptionBudgetPlan ownedBy(PodOwner pod) {
    return new DisruptionBudgetPlan(namespace, name, labels, selector, Optional.of(pod));
  }
}
