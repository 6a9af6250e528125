package dev.slipway.domain.pod;

import dev.slipway.domain.patch.PodSpecPatch;
import java.util.List;

/**
 * A pod to be made: one part for each concern.
 *
 * @param resources of the whole pod, beside those of its containers
 * @param patches of the specification that all the others make, in order
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
    LifetimePlan lifetime,
    List<PodSpecPatch> patches) {
  public PodPlan {
    initContainers = List.copyOf(initContainers);
    containers = List.copyOf(containers);
    volumes = List.copyOf(volumes);
    patches = List.copyOf(patches);
  }
}
