package dev.slipway.domain.pod;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A pod to be made.
 *
 * @param terminationGraceSeconds empty leaves the cluster's default
 * @param activeDeadlineSeconds empty means none
 */
public record PodPlan(
    PodName name,
    Map<String, String> labels,
    Map<String, String> annotations,
    List<ContainerPlan> initContainers,
    List<ContainerPlan> containers,
    List<VolumePlan> volumes,
    List<String> imagePullSecrets,
    Map<String, String> nodeSelector,
    Optional<String> serviceAccount,
    Optional<Long> terminationGraceSeconds,
    Optional<Long> activeDeadlineSeconds) {
  public PodPlan {
    labels = Map.copyOf(labels);
    annotations = Map.copyOf(annotations);
    initContainers = List.copyOf(initContainers);
    containers = List.copyOf(containers);
    volumes = List.copyOf(volumes);
    imagePullSecrets = List.copyOf(imagePullSecrets);
    nodeSelector = Map.copyOf(nodeSelector);
  }
}
