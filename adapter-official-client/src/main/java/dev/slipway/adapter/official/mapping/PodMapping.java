package dev.slipway.adapter.official.mapping;

import dev.slipway.domain.pod.AccessPlan;
import dev.slipway.domain.pod.PodPlan;
import io.kubernetes.client.openapi.models.V1LocalObjectReference;
import io.kubernetes.client.openapi.models.V1ObjectMeta;
import io.kubernetes.client.openapi.models.V1Pod;
import io.kubernetes.client.openapi.models.V1PodSpec;
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
                .labels(new TreeMap<>(plan.metadata().labels()))
                .annotations(new TreeMap<>(plan.metadata().annotations())))
        .spec(toSpec(plan));
  }

  private static V1PodSpec toSpec(PodPlan plan) {
    AccessPlan access = plan.access();
    return new V1PodSpec()
        // The model begins with an empty map here, which the API server takes for an overhead.
        .overhead(null)
        .restartPolicy("Never")
        .initContainers(plan.initContainers().stream().map(ContainerMapping::toContainer).toList())
        .containers(plan.containers().stream().map(ContainerMapping::toContainer).toList())
        .volumes(plan.volumes().stream().map(VolumeMapping::toVolume).toList())
        .serviceAccountName(access.serviceAccount().orElse(null))
        .imagePullSecrets(
            access.imagePullSecrets().stream()
                .map(name -> new V1LocalObjectReference().name(name))
                .toList())
        .nodeSelector(new TreeMap<>(plan.scheduling().nodeSelector()))
        .terminationGracePeriodSeconds(plan.lifetime().terminationGraceSeconds().orElse(null))
        .activeDeadlineSeconds(plan.lifetime().activeDeadlineSeconds().orElse(null));
  }
}
