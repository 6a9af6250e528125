package dev.slipway.adapter.official.mapping;

import dev.slipway.domain.pod.ContainerPlan;
import dev.slipway.domain.pod.EnvPlan;
import dev.slipway.domain.pod.MountPlan;
import dev.slipway.domain.pod.PodPlan;
import dev.slipway.domain.pod.PullPolicy;
import dev.slipway.domain.pod.ResourcesPlan;
import dev.slipway.domain.pod.SecurityPlan;
import dev.slipway.domain.pod.VolumePlan;
import io.kubernetes.client.custom.Quantity;
import io.kubernetes.client.openapi.models.V1Capabilities;
import io.kubernetes.client.openapi.models.V1Container;
import io.kubernetes.client.openapi.models.V1EmptyDirVolumeSource;
import io.kubernetes.client.openapi.models.V1EnvVar;
import io.kubernetes.client.openapi.models.V1EnvVarSource;
import io.kubernetes.client.openapi.models.V1LocalObjectReference;
import io.kubernetes.client.openapi.models.V1ObjectMeta;
import io.kubernetes.client.openapi.models.V1Pod;
import io.kubernetes.client.openapi.models.V1PodSpec;
import io.kubernetes.client.openapi.models.V1ResourceRequirements;
import io.kubernetes.client.openapi.models.V1SecretKeySelector;
import io.kubernetes.client.openapi.models.V1SecurityContext;
import io.kubernetes.client.openapi.models.V1Volume;
import io.kubernetes.client.openapi.models.V1VolumeMount;
import java.util.Map;
import java.util.TreeMap;

/** A pod's plan as a Pod. */
public final class PodMapping {
  private PodMapping() {}

  /** The Pod to create. */
  public static V1Pod toPod(PodPlan plan) {
    return new V1Pod()
        .apiVersion("v1")
        .kind("Pod")
        .metadata(
            new V1ObjectMeta()
                .namespace(plan.name().namespace())
                .name(plan.name().name())
                .labels(new TreeMap<>(plan.labels()))
                .annotations(new TreeMap<>(plan.annotations())))
        .spec(toSpec(plan));
  }

  private static V1PodSpec toSpec(PodPlan plan) {
    return new V1PodSpec()
        // The model begins with an empty map here, which the API server takes for an overhead.
        .overhead(null)
        .restartPolicy("Never")
        .initContainers(plan.initContainers().stream().map(PodMapping::toContainer).toList())
        .containers(plan.containers().stream().map(PodMapping::toContainer).toList())
        .volumes(plan.volumes().stream().map(PodMapping::toVolume).toList())
        .imagePullSecrets(
            plan.imagePullSecrets().stream()
                .map(name -> new V1LocalObjectReference().name(name))
                .toList())
        .nodeSelector(new TreeMap<>(plan.nodeSelector()))
        .serviceAccountName(plan.serviceAccount().orElse(null))
        .terminationGracePeriodSeconds(plan.terminationGraceSeconds().orElse(null))
        .activeDeadlineSeconds(plan.activeDeadlineSeconds().orElse(null));
  }

  private static V1Container toContainer(ContainerPlan plan) {
    V1Container container =
        new V1Container()
            .name(plan.name())
            .image(plan.image())
            .imagePullPolicy(plan.pullPolicy().map(PullPolicy::word).orElse(null))
            .command(plan.command())
            .args(plan.args())
            .env(plan.env().stream().map(PodMapping::toEnv).toList())
            .volumeMounts(plan.mounts().stream().map(PodMapping::toMount).toList());
    if (plan.stdin()) {
      container.stdin(true).stdinOnce(false);
    }
    resources(container, plan.resources());
    security(container, plan.security());
    return container;
  }

  private static void resources(V1Container container, ResourcesPlan plan) {
    if (!plan.requests().isEmpty() || !plan.limits().isEmpty()) {
      container.resources(
          new V1ResourceRequirements()
              .requests(toQuantities(plan.requests()))
              .limits(toQuantities(plan.limits())));
    }
  }

  private static Map<String, Quantity> toQuantities(Map<String, String> plan) {
    Map<String, Quantity> quantities = new TreeMap<>();
    plan.forEach((resource, amount) -> quantities.put(resource, new Quantity(amount)));
    return quantities;
  }

  private static void security(V1Container container, SecurityPlan plan) {
    if (!plan.capabilitiesAdd().isEmpty() || !plan.capabilitiesDrop().isEmpty()) {
      container.securityContext(
          new V1SecurityContext()
              .capabilities(
                  new V1Capabilities().add(plan.capabilitiesAdd()).drop(plan.capabilitiesDrop())));
    }
  }

  private static V1EnvVar toEnv(EnvPlan plan) {
    return new V1EnvVar()
        .name(plan.name())
        .valueFrom(
            new V1EnvVarSource()
                .secretKeyRef(
                    new V1SecretKeySelector().name(plan.secretName()).key(plan.secretKey())));
  }

  private static V1VolumeMount toMount(MountPlan plan) {
    return new V1VolumeMount().name(plan.volume()).mountPath(plan.path());
  }

  private static V1Volume toVolume(VolumePlan plan) {
    return switch (plan) {
      case VolumePlan.EmptyDir(String name) ->
          new V1Volume().name(name).emptyDir(new V1EmptyDirVolumeSource());
    };
  }
}
