package dev.slipway.domain.pod;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which nodes a pod may run on, and how it gets there.
 *
 * @param nodeSelector labels that a node must have
 * @param runtimeClass empty for the cluster's default
 * @param priorityClass empty for the cluster's default
 * @param scheduler empty for the cluster's default
 */
public record SchedulingPlan(
    Map<String, String> nodeSelector,
    List<Toleration> tolerations,
    AffinityPlan affinity,
    Optional<String> runtimeClass,
    Optional<String> priorityClass,
    Optional<String> scheduler) {
  /** Any node. */
  public static final SchedulingPlan ANY_NODE = onNodes(Map.of());

  public SchedulingPlan {
    nodeSelector = Map.copyOf(nodeSelector);
    tolerations = List.copyOf(tolerations);
  }

  /** Any node with these labels. */
  public static SchedulingPlan onNodes(Map<String, String> nodeSelector) {
    return new SchedulingPlan(
        nodeSelector,
        List.of(),
        AffinityPlan.NONE,
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /**
   * A taint that does not keep the pod away.
   *
   * @param key empty for every key
   * @param value the taint's value; empty for any
   * @param effect Kubernetes' word; empty for every effect
   */
  public record Toleration(String key, Optional<String> value, String effect) {
    /** The toleration of a taint written {@code key} or {@code key=value}. */
    public static Toleration of(String taint, String effect) {
      int equals = taint.indexOf('=');
      return equals < 0
          ? new Toleration(taint, Optional.empty(), effect)
          : new Toleration(
              taint.substring(0, equals), Optional.of(taint.substring(equals + 1)), effect);
    }

    /** The taint as it is written: {@code key} or {@code key=value}. */
    public String taint() {
      return key + value.map(text -> "=" + text).orElse("");
    }
  }
}
