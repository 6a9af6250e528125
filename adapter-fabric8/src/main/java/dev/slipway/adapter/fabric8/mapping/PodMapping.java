package dev.slipway.adapter.fabric8.mapping;

import dev.slipway.domain.pod.AccessPlan;
import dev.slipway.domain.pod.PodPlan;
import io.fabric8.kubernetes.api.model.LocalObjectReference;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodSpecBuilder;
import java.util.TreeMap;

/** A pod's plan as a Pod. */
public final class PodMapping {
  private PodMapping() {}

  /** The Pod to create. */
  public static Pod toPod(PodPlan plan) {
    return new PodBuilder()
        .withMetadata(
            new ObjectMetaBuilder()
                .withNamespace(plan.name().namespace())
                .withName(plan.name().name())
                .withLabels(new TreeMap<>(plan.metadata().labels()))
                .withAnnotations(new TreeMap<>(plan.metadata().annotations()))
                .build())
        .withSpec(toSpec(plan))
        .build();
  }

  private static PodSpec toSpec(PodPlan plan) {
    AccessPlan access = plan.access();
    return new PodSpecBuilder()
        .withRestartPolicy("Never")
        .withInitContainers(
            plan.initContainers().stream().map(ContainerMapping::toContainer).toList())
        .withContainers(plan.containers().stream().map(ContainerMapping::toContainer).toList())
        .withVolumes(plan.volumes().stream().map(VolumeMapping::toVolume).toList())
        .withServiceAccountName(access.serviceAccount().orElse(null))
        .withImagePullSecrets(
            access.imagePullSecrets().stream().map(LocalObjectReference::new).toList())
        .withNodeSelector(new TreeMap<>(plan.scheduling().nodeSelector()))
        .withTerminationGracePeriodSeconds(plan.lifetime().terminationGraceSeconds().orElse(null))
        .withActiveDeadlineSeconds(plan.lifetime().activeDeadlineSeconds().orElse(null))
        .build();
  }
}
