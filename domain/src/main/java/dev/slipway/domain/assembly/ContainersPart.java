package dev.slipway.domain.assembly;

import dev.slipway.domain.channel.ControlLines;
import dev.slipway.domain.pod.ContainerPlan;
import dev.slipway.domain.pod.EnvPlan;
import dev.slipway.domain.pod.ImagePlan;
import dev.slipway.domain.pod.LifecyclePlan;
import dev.slipway.domain.pod.MountPlan;
import dev.slipway.domain.pod.ProcessPlan;
import dev.slipway.domain.pull.PullLadder;
import dev.slipway.domain.stage.ContainerRole;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The two containers that stand as long as the job, the job's image and the helper, each with a
 * shell that waits for lines; then the services. The helper gets variables in its scripts alone.
 *
 * @param honourEntrypoint whether the build image's own entrypoint, or the job's, runs first and is
 *     given the shell
 * @param before words before the shell of the standing containers, such as those of dumb-init
 */
record ContainersPart(
    ImagesPart images,
    ServicesPart services,
    PullLadder pulls,
    boolean honourEntrypoint,
    List<String> before,
    VariableSecrets variables,
    List<MountPlan> mounts,
    ResourcesPart resources,
    SecurityPart security,
    LifecyclePlan lifecycle) {

  List<ContainerPlan> plan() {
    List<ContainerPlan> containers = new ArrayList<>();
    containers.add(build());
    containers.add(helper());
    services.services().forEach(service -> containers.add(service(service)));
    return containers;
  }

  private List<String> shell() {
    return Stream.concat(before.stream(), ControlLines.containerCommand().stream()).toList();
  }

  private ContainerPlan build() {
    String name = ContainerRole.BUILD.container();
    return new ContainerPlan(
        name,
        image(name, images.buildImage()),
        buildProcess(variables.of(name)),
        images.buildPorts(),
        mounts,
        resources.build(),
        security.build(images.buildUser()),
        lifecycle);
  }

  private ProcessPlan buildProcess(List<EnvPlan> env) {
    List<String> shell = shell();
    List<String> given = images.buildEntrypoint();
    boolean takenAway = !given.isEmpty() && given.stream().allMatch(String::isEmpty);
    if (!honourEntrypoint) {
      return new ProcessPlan(shell, images.buildCommand(), env, true);
    }
    return takenAway
        ? new ProcessPlan(shell, List.of(), env, true)
        : new ProcessPlan(given, shell, env, true);
  }

  private ContainerPlan helper() {
    String name = ContainerRole.HELPER.container();
    return new ContainerPlan(
        name,
        image(name, images.helperImage()),
        new ProcessPlan(shell(), List.of(), List.of(), true),
        List.of(),
        mounts,
        resources.helper(),
        security.helper(),
        lifecycle);
  }

  private ContainerPlan service(PlannedService service) {
    return new ContainerPlan(
        service.container(),
        image(service.container(), service.image()),
        new ProcessPlan(
            service.entrypoint(), service.command(), variables.of(service.container()), true),
        service.ports(),
        mounts,
        ResourcesPart.plan(service.resources()),
        security.service(service.user()),
        lifecycle);
  }

  private ImagePlan image(String container, String reference) {
    return new ImagePlan(reference, pulls.current(container));
  }
}
