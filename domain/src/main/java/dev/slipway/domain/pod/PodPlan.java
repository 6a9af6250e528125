package dev.slipway.domain.pod;

import java.util.List;

/**
 * A pod to be made: one part for each concern.
 *
 * @param resources of the whole pod, beside those of its containers
 */
public record PodPlan(
    PodName name,
    PodMetadata metadata,
    List<ContainerPlan> initContainers,
    List<ContainerPlan> containers,
    List<VolumePlan> volumes,
    AccessPlan access,
    SchedulingPlan scheduling,
    NetworkPlan network,
    PodSecurityPlan security,
    ResourcesPlan resources,
    LifetimePlan lifetime) {
  public PodPlan {
    initContainers = List.copyOf(initContainers);
    containers = List.copyOf(containers);
    volumes = List.copyOf(volumes);
  }
}
