package dev.slipway.domain.pod;

import java.util.List;

/** One container of the pod. */
public record ContainerPlan(
    String name,
    ImagePlan image,
    ProcessPlan process,
    List<MountPlan> mounts,
    ResourcesPlan resources,
    SecurityPlan security) {
  public ContainerPlan {
    mounts = List.copyOf(mounts);
  }
}
