package dev.slipway.domain.pod;

import java.util.List;

/**
 * One container of the pod.
 *
 * @param ports what it listens on, as the user declared
 */
public record ContainerPlan(
    String name,
    ImagePlan image,
    ProcessPlan process,
    List<Integer> ports,
    List<MountPlan> mounts,
    ResourcesPlan resources,
    SecurityPlan security,
    LifecyclePlan lifecycle) {
  public ContainerPlan {
    ports = List.copyOf(ports);
    mounts = List.copyOf(mounts);
  }
}
