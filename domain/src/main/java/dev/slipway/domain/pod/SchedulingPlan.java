package dev.slipway.domain.pod;

import java.util.Map;

/**
 * Which nodes a pod may run on.
 *
 * @param nodeSelector labels that a node must have
 */
public record SchedulingPlan(Map<String, String> nodeSelector) {
  /** Any node. */
  public static final SchedulingPlan ANY_NODE = new SchedulingPlan(Map.of());

  public SchedulingPlan {
    nodeSelector = Map.copyOf(nodeSelector);
  }
}
