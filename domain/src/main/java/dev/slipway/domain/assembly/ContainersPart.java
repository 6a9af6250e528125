package dev.slipway.domain.assembly;

import dev.slipway.domain.channel.ControlLines;
import dev.slipway.domain.pod.ContainerPlan;
import dev.slipway.domain.pod.EnvPlan;
import dev.slipway.domain.pod.LifecyclePlan;
import dev.slipway.domain.pod.MountPlan;
import dev.slipway.domain.pod.ProcessPlan;
import dev.slipway.domain.stage.ContainerRole;
import java.util.List;

/**
 * The two containers that stand as long as the job: the job's image and the helper, each with a
 * shell that waits for lines. The helper gets variables in its scripts alone.
 */
record ContainersPart(
    ImagesPart images,
    List<EnvPlan> env,
    List<MountPlan> mounts,
    ResourcesPart resources,
    SecurityPart security,
    LifecyclePlan lifecycle) {

  List<ContainerPlan> plan() {
    return List.of(build(), helper());
  }

  private ContainerPlan build() {
    return new ContainerPlan(
        ContainerRole.BUILD.container(),
        images.build(),
        new ProcessPlan(ControlLines.containerCommand(), images.buildCommand(), env, true),
        images.buildPorts(),
        mounts,
        resources.build(),
        security.build(images.buildUser()),
        lifecycle);
  }

  private ContainerPlan helper() {
    return new ContainerPlan(
        ContainerRole.HELPER.container(),
        images.helper(),
        new ProcessPlan(ControlLines.containerCommand(), List.of(), List.of(), true),
        List.of(),
        mounts,
        resources.helper(),
        security.helper(),
        lifecycle);
  }
}
