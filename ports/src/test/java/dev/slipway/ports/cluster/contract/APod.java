package dev.slipway.ports.cluster.contract;

import dev.slipway.domain.patch.PodSpecPatch;
import dev.slipway.domain.pod.AccessPlan;
import dev.slipway.domain.pod.ContainerPlan;
import dev.slipway.domain.pod.LifetimePlan;
import dev.slipway.domain.pod.NetworkPlan;
import dev.slipway.domain.pod.PodMetadata;
import dev.slipway.domain.pod.PodName;
import dev.slipway.domain.pod.PodPlan;
import dev.slipway.domain.pod.PodSecurityPlan;
import dev.slipway.domain.pod.ResourcesPlan;
import dev.slipway.domain.pod.SchedulingPlan;
import dev.slipway.domain.pod.VolumePlan;
import java.util.List;
import java.util.Map;

/** Builds pod plans for tests; what is not said is empty. */
public final class APod {
  private final PodName name;
  private PodMetadata metadata = PodMetadata.NONE;
  private List<ContainerPlan> initContainers = List.of();
  private List<ContainerPlan> containers = List.of();
  private List<VolumePlan> volumes = List.of();
  private AccessPlan access = AccessPlan.DEFAULT;
  private SchedulingPlan scheduling = SchedulingPlan.ANY_NODE;
  private NetworkPlan network = NetworkPlan.DEFAULT;
  private PodSecurityPlan security = PodSecurityPlan.NONE;
  private ResourcesPlan resources = ResourcesPlan.NONE;
  private LifetimePlan lifetime = LifetimePlan.DEFAULT;
  private List<PodSpecPatch> patches = List.of();

  private APod(PodName name) {
    this.name = name;
  }

  public static APod named(String namespace, String name) {
    return new APod(new PodName(namespace, name));
  }

  public APod labels(Map<String, String> labels) {
    metadata = new PodMetadata(labels, metadata.annotations());
    return this;
  }

  public APod annotations(Map<String, String> annotations) {
    metadata = new PodMetadata(metadata.labels(), annotations);
    return this;
  }

  public APod init(ContainerPlan... plans) {
    initContainers = List.of(plans);
    return this;
  }

  public APod containers(ContainerPlan... plans) {
    containers = List.of(plans);
    return this;
  }

  public APod volumes(VolumePlan... plans) {
    volumes = List.of(plans);
    return this;
  }

  public APod access(AccessPlan plan) {
    access = plan;
    return this;
  }

  public APod scheduling(SchedulingPlan plan) {
    scheduling = plan;
    return this;
  }

  public APod network(NetworkPlan plan) {
    network = plan;
    return this;
  }

  public APod security(PodSecurityPlan plan) {
    security = plan;
    return this;
  }

  /** Of the whole pod. */
  public APod resources(ResourcesPlan plan) {
    resources = plan;
    return this;
  }

  public APod lifetime(LifetimePlan plan) {
    lifetime = plan;
    return this;
  }

  public APod patches(PodSpecPatch... all) {
    patches = List.of(all);
    return this;
  }

  public PodPlan build() {
    return new PodPlan(
        name,
        metadata,
        initContainers,
        containers,
        volumes,
        access,
        scheduling,
        network,
        security,
        resources,
        lifetime,
        patches);
  }
}
