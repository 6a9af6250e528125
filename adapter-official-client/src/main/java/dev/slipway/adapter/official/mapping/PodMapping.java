package dev.slipway.adapter.official.mapping;

import dev.slipway.domain.pod.AccessPlan;
import dev.slipway.domain.pod.DnsPolicy;
import dev.slipway.domain.pod.NetworkPlan;
import dev.slipway.domain.pod.PodPlan;
import dev.slipway.domain.pod.SchedulingPlan;
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
    SchedulingPlan scheduling = plan.scheduling();
    NetworkPlan network = plan.network();
    return new V1PodSpec()
        // The model begins with an empty map here, which the API server takes for an overhead.
        .overhead(null)
        .restartPolicy("Never")
        .initContainers(plan.initContainers().stream().map(ContainerMapping::toContainer).toList())
        .containers(plan.containers().stream().map(ContainerMapping::toContainer).toList())
        .volumes(plan.volumes().stream().map(VolumeMapping::toVolume).toList())
        .serviceAccountName(access.serviceAccount().orElse(null))
        .automountServiceAccountToken(access.automountToken().orElse(null))
        .imagePullSecrets(
            access.imagePullSecrets().stream()
                .map(name -> new V1LocalObjectReference().name(name))
                .toList())
        .nodeSelector(new TreeMap<>(scheduling.nodeSelector()))
        .tolerations(
            scheduling.tolerations().stream().map(SchedulingMapping::toToleration).toList())
        .affinity(SchedulingMapping.toAffinity(scheduling.affinity()))
        .runtimeClassName(scheduling.runtimeClass().orElse(null))
        .priorityClassName(scheduling.priorityClass().orElse(null))
        .schedulerName(scheduling.scheduler().orElse(null))
        .dnsPolicy(network.dnsPolicy().map(DnsPolicy::word).orElse(null))
        .dnsConfig(NetworkMapping.toDns(network.dns()))
        .hostAliases(network.hostAliases().stream().map(NetworkMapping::toAlias).toList())
        .securityContext(SecurityMapping.toPodContext(plan.security()))
        .resources(ResourcesMapping.toResources(plan.resources()))
        .terminationGracePeriodSeconds(plan.lifetime().terminationGraceSeconds().orElse(null))
        .activeDeadlineSeconds(plan.lifetime().activeDeadlineSeconds().orElse(null));
  }
}
