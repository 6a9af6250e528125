package dev.slipway.domain.pod;

import java.util.List;

/** A pod to be made: one part for each concern. */
public record PodPlan(
    PodName name,
    PodMetadata metadata,
    List<ContainerPlan> initContainers,
    List<ContainerPlan> containers,
    List<VolumePlan> volumes,
    AccessPlan access,
    SchedulingPlan scheduling,
    LifetimePlan lifetime) {
  public PodPlan {
    initContainers = List.copyOf(initContainers);
    containers = List.copyOf(containers);
    volumes = List.copyOf(volumes);
  }
}
