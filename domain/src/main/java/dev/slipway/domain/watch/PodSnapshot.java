package dev.slipway.domain.watch;

import dev.slipway.domain.pod.PodName;
import java.util.List;
import java.util.Optional;

/**
 * A pod as the API server showed it at one moment.
 *
 * @param phase Kubernetes' word: Pending, Running, Succeeded, Failed, Unknown
 * @param reason the pod's own reason, e.g. {@code Evicted}; empty where it has none
 * @param node empty while it is not scheduled
 */
public record PodSnapshot(
    PodName name,
    String uid,
    String resourceVersion,
    String phase,
    String reason,
    String message,
    boolean deleting,
    Optional<String> node,
    List<ContainerSnapshot> initContainers,
    List<ContainerSnapshot> containers,
    List<PodCondition> conditions) {
  public PodSnapshot {
    initContainers = List.copyOf(initContainers);
    containers = List.copyOf(containers);
    conditions = List.copyOf(conditions);
  }

  /** One container's status. */
  public record ContainerSnapshot(String name, String image, boolean ready, ContainerState state) {}

  /** One entry of the pod's conditions; reason and message may be empty. */
  public record PodCondition(String type, boolean isTrue, String reason, String message) {}
}
