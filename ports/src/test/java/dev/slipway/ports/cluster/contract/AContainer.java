package dev.slipway.ports.cluster.contract;

import dev.slipway.domain.pod.ContainerPlan;
import dev.slipway.domain.pod.EnvPlan;
import dev.slipway.domain.pod.ImagePlan;
import dev.slipway.domain.pod.LifecyclePlan;
import dev.slipway.domain.pod.MountPlan;
import dev.slipway.domain.pod.ProcessPlan;
import dev.slipway.domain.pod.PullPolicy;
import dev.slipway.domain.pod.ResourcesPlan;
import dev.slipway.domain.pod.SecurityPlan;
import java.util.List;
import java.util.Optional;

/** Builds container plans for tests; what is not said is empty. */
public final class AContainer {
  private final String name;
  private ImagePlan image;
  private ProcessPlan process = new ProcessPlan(List.of(), List.of(), List.of(), false);
  private List<MountPlan> mounts = List.of();
  private ResourcesPlan resources = ResourcesPlan.NONE;
  private List<Integer> ports = List.of();
  private SecurityPlan security = SecurityPlan.NONE;
  private LifecyclePlan lifecycle = LifecyclePlan.NONE;

  private AContainer(String name, ImagePlan image) {
    this.name = name;
    this.image = image;
  }

  public static AContainer of(String name, String image) {
    return new AContainer(name, new ImagePlan(image, Optional.empty()));
  }

  public AContainer pulled(PullPolicy policy) {
    image = new ImagePlan(image.reference(), Optional.of(policy));
    return this;
  }

  public AContainer command(String... words) {
    process = new ProcessPlan(List.of(words), process.args(), process.env(), process.stdin());
    return this;
  }

  public AContainer args(String... words) {
    process = new ProcessPlan(process.command(), List.of(words), process.env(), process.stdin());
    return this;
  }

  public AContainer env(EnvPlan... env) {
    process = new ProcessPlan(process.command(), process.args(), List.of(env), process.stdin());
    return this;
  }

  /** Its input is open. */
  public AContainer stdin() {
    process = new ProcessPlan(process.command(), process.args(), process.env(), true);
    return this;
  }

  public AContainer mounts(MountPlan... plans) {
    mounts = List.of(plans);
    return this;
  }

  public AContainer resources(ResourcesPlan plan) {
    resources = plan;
    return this;
  }

  public AContainer ports(Integer... numbers) {
    ports = List.of(numbers);
    return this;
  }

  public AContainer lifecycle(LifecyclePlan plan) {
    lifecycle = plan;
    return this;
  }

  public AContainer security(SecurityPlan plan) {
    security = plan;
    return this;
  }

  public ContainerPlan build() {
    return new ContainerPlan(name, image, process, ports, mounts, resources, security, lifecycle);
  }
}
