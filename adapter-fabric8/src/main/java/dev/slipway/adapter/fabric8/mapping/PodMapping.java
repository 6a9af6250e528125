package dev.slipway.adapter.fabric8.mapping;

import dev.slipway.domain.pod.ContainerPlan;
import dev.slipway.domain.pod.EnvPlan;
import dev.slipway.domain.pod.MountPlan;
import dev.slipway.domain.pod.PodPlan;
import dev.slipway.domain.pod.PullPolicy;
import dev.slipway.domain.pod.ResourcesPlan;
import dev.slipway.domain.pod.SecurityPlan;
import dev.slipway.domain.pod.VolumePlan;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.EnvVarBuilder;
import io.fabric8.kubernetes.api.model.LocalObjectReference;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceRequirementsBuilder;
import io.fabric8.kubernetes.api.model.SecurityContextBuilder;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeBuilder;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.VolumeMountBuilder;
import java.util.Map;
import java.util.TreeMap;

/** A pod's plan as a Pod. */
public final class PodMapping {
  private PodMapping() {}

  /** The Pod to create. */
  public static Pod toPod(PodPlan plan) {
    return new PodBuilder()
        .withNewMetadata()
        .withNamespace(plan.name().namespace())
        .withName(plan.name().name())
        .withLabels(new TreeMap<>(plan.labels()))
        .withAnnotations(new TreeMap<>(plan.annotations()))
        .endMetadata()
        .withNewSpec()
        .withRestartPolicy("Never")
        .withInitContainers(plan.initContainers().stream().map(PodMapping::toContainer).toList())
        .withContainers(plan.containers().stream().map(PodMapping::toContainer).toList())
        .withVolumes(plan.volumes().stream().map(PodMapping::toVolume).toList())
        .withImagePullSecrets(
            plan.imagePullSecrets().stream().map(LocalObjectReference::new).toList())
        .withNodeSelector(new TreeMap<>(plan.nodeSelector()))
        .withServiceAccountName(plan.serviceAccount().orElse(null))
        .withTerminationGracePeriodSeconds(plan.terminationGraceSeconds().orElse(null))
        .withActiveDeadlineSeconds(plan.activeDeadlineSeconds().orElse(null))
        .endSpec()
        .build();
  }

  private static Container toContainer(ContainerPlan plan) {
    ContainerBuilder container =
        new ContainerBuilder()
            .withName(plan.name())
            .withImage(plan.image())
            .withImagePullPolicy(plan.pullPolicy().map(PullPolicy::word).orElse(null))
            .withCommand(plan.command())
            .withArgs(plan.args())
            .withEnv(plan.env().stream().map(PodMapping::toEnv).toList())
            .withVolumeMounts(plan.mounts().stream().map(PodMapping::toMount).toList());
    if (plan.stdin()) {
      container.withStdin(true).withStdinOnce(false);
    }
    resources(container, plan.resources());
    security(container, plan.security());
    return container.build();
  }

  private static void resources(ContainerBuilder container, ResourcesPlan plan) {
    if (!plan.requests().isEmpty() || !plan.limits().isEmpty()) {
      container.withResources(
          new ResourceRequirementsBuilder()
              .withRequests(toQuantities(plan.requests()))
              .withLimits(toQuantities(plan.limits()))
              .build());
    }
  }

  private static Map<String, Quantity> toQuantities(Map<String, String> plan) {
    Map<String, Quantity> quantities = new TreeMap<>();
    plan.forEach((resource, amount) -> quantities.put(resource, new Quantity(amount)));
    return quantities;
  }

  private static void security(ContainerBuilder container, SecurityPlan plan) {
    if (!plan.capabilitiesAdd().isEmpty() || !plan.capabilitiesDrop().isEmpty()) {
      container.withSecurityContext(
          new SecurityContextBuilder()
              .withNewCapabilities()
              .withAdd(plan.capabilitiesAdd())
              .withDrop(plan.capabilitiesDrop())
              .endCapabilities()
              .build());
    }
  }

  private static EnvVar toEnv(EnvPlan plan) {
    return new EnvVarBuilder()
        .withName(plan.name())
        .withNewValueFrom()
        .withNewSecretKeyRef()
        .withName(plan.secretName())
        .withKey(plan.secretKey())
        .endSecretKeyRef()
        .endValueFrom()
        .build();
  }

  private static VolumeMount toMount(MountPlan plan) {
    return new VolumeMountBuilder().withName(plan.volume()).withMountPath(plan.path()).build();
  }

  private static Volume toVolume(VolumePlan plan) {
    return switch (plan) {
      case VolumePlan.EmptyDir(String name) ->
          new VolumeBuilder().withName(name).withNewEmptyDir().endEmptyDir().build();
    };
  }
}
