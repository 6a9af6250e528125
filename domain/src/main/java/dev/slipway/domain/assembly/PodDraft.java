package dev.slipway.domain.assembly;

import dev.slipway.domain.pod.ContainerPlan;
import dev.slipway.domain.pod.EnvPlan;
import dev.slipway.domain.pod.MountPlan;
import dev.slipway.domain.pod.PodName;
import dev.slipway.domain.pod.PodPlan;
import dev.slipway.domain.pod.PullPolicy;
import dev.slipway.domain.pod.ResourcesPlan;
import dev.slipway.domain.pod.SecurityPlan;
import dev.slipway.domain.pod.VolumePlan;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** A pod plan in the making. */
record PodDraft(PodPlan plan) {

  static PodDraft named(PodName name) {
    return new PodDraft(
        new PodPlan(
            name,
            Map.of(),
            Map.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            Map.of(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty()));
  }

  PodDraft withMetadata(Map<String, String> labels, Map<String, String> annotations) {
    return new PodDraft(
        new PodPlan(
            plan.name(),
            labels,
            annotations,
            plan.initContainers(),
            plan.containers(),
            plan.volumes(),
            plan.imagePullSecrets(),
            plan.nodeSelector(),
            plan.serviceAccount(),
            plan.terminationGraceSeconds(),
            plan.activeDeadlineSeconds()));
  }

  PodDraft withContainer(ContainerPlan container) {
    return withContainers(Stream.concat(plan.containers().stream(), Stream.of(container)).toList());
  }

  /** Changes every container. */
  PodDraft mapContainers(UnaryOperator<ContainerPlan> change) {
    return withContainers(plan.containers().stream().map(change).toList());
  }

  /** Changes one container. */
  PodDraft mapContainer(String name, UnaryOperator<ContainerPlan> change) {
    return mapContainers(c -> c.name().equals(name) ? change.apply(c) : c);
  }

  private PodDraft withContainers(List<ContainerPlan> containers) {
    return new PodDraft(
        new PodPlan(
            plan.name(),
            plan.labels(),
            plan.annotations(),
            plan.initContainers(),
            containers,
            plan.volumes(),
            plan.imagePullSecrets(),
            plan.nodeSelector(),
            plan.serviceAccount(),
            plan.terminationGraceSeconds(),
            plan.activeDeadlineSeconds()));
  }

  PodDraft withVolumes(List<VolumePlan> volumes) {
    return new PodDraft(
        new PodPlan(
            plan.name(),
            plan.labels(),
            plan.annotations(),
            plan.initContainers(),
            plan.containers(),
            volumes,
            plan.imagePullSecrets(),
            plan.nodeSelector(),
            plan.serviceAccount(),
            plan.terminationGraceSeconds(),
            plan.activeDeadlineSeconds()));
  }

  PodDraft withScheduling(
      Map<String, String> nodeSelector,
      Optional<String> serviceAccount,
      List<String> imagePullSecrets) {
    return new PodDraft(
        new PodPlan(
            plan.name(),
            plan.labels(),
            plan.annotations(),
            plan.initContainers(),
            plan.containers(),
            plan.volumes(),
            imagePullSecrets,
            nodeSelector,
            serviceAccount,
            plan.terminationGraceSeconds(),
            plan.activeDeadlineSeconds()));
  }

  PodDraft withLifetime(Optional<Long> terminationGrace, Optional<Long> activeDeadline) {
    return new PodDraft(
        new PodPlan(
            plan.name(),
            plan.labels(),
            plan.annotations(),
            plan.initContainers(),
            plan.containers(),
            plan.volumes(),
            plan.imagePullSecrets(),
            plan.nodeSelector(),
            plan.serviceAccount(),
            terminationGrace,
            activeDeadline));
  }

  /** A container with nothing but its name, image and command. */
  static ContainerPlan container(String name, String image, List<String> command) {
    return new ContainerPlan(
        name,
        image,
        Optional.empty(),
        command,
        List.of(),
        List.of(),
        List.of(),
        ResourcesPlan.NONE,
        new SecurityPlan(List.of(), List.of()),
        true);
  }

  static ContainerPlan withArgs(ContainerPlan c, List<String> args) {
    return new ContainerPlan(
        c.name(),
        c.image(),
        c.pullPolicy(),
        c.command(),
        args,
        c.env(),
        c.mounts(),
        c.resources(),
        c.security(),
        c.stdin());
  }

  static ContainerPlan withPullPolicy(ContainerPlan c, Optional<PullPolicy> policy) {
    return new ContainerPlan(
        c.name(),
        c.image(),
        policy,
        c.command(),
        c.args(),
        c.env(),
        c.mounts(),
        c.resources(),
        c.security(),
        c.stdin());
  }

  static ContainerPlan withEnv(ContainerPlan c, List<EnvPlan> env) {
    return new ContainerPlan(
        c.name(),
        c.image(),
        c.pullPolicy(),
        c.command(),
        c.args(),
        env,
        c.mounts(),
        c.resources(),
        c.security(),
        c.stdin());
  }

  static ContainerPlan withMounts(ContainerPlan c, List<MountPlan> mounts) {
    return new ContainerPlan(
        c.name(),
        c.image(),
        c.pullPolicy(),
        c.command(),
        c.args(),
        c.env(),
        mounts,
        c.resources(),
        c.security(),
        c.stdin());
  }

  static ContainerPlan withResources(ContainerPlan c, ResourcesPlan resources) {
    return new ContainerPlan(
        c.name(),
        c.image(),
        c.pullPolicy(),
        c.command(),
        c.args(),
        c.env(),
        c.mounts(),
        resources,
        c.security(),
        c.stdin());
  }

  static ContainerPlan withSecurity(ContainerPlan c, SecurityPlan security) {
    return new ContainerPlan(
        c.name(),
        c.image(),
        c.pullPolicy(),
        c.command(),
        c.args(),
        c.env(),
        c.mounts(),
        c.resources(),
        security,
        c.stdin());
  }
}
