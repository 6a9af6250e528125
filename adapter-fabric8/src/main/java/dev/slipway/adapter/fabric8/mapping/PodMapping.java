package dev.slipway.adapter.fabric8.mapping;

import dev.slipway.domain.pod.AccessPlan;
import dev.slipway.domain.pod.DnsPolicy;
import dev.slipway.domain.pod.NetworkPlan;
import dev.slipway.domain.pod.PodPlan;
import dev.slipway.domain.pod.SchedulingPlan;
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
    SchedulingPlan scheduling = plan.scheduling();
    NetworkPlan network = plan.network();
    return new PodSpecBuilder()
        .withRestartPolicy("Never")
        .withInitContainers(
            plan.initContainers().stream().map(ContainerMapping::toContainer).toList())
        .withContainers(plan.containers().stream().map(ContainerMapping::toContainer).toList())
        .withVolumes(plan.volumes().stream().map(VolumeMapping::toVolume).toList())
        .withServiceAccountName(access.serviceAccount().orElse(null))
        .withAutomountServiceAccountToken(access.automountToken().orElse(null))
        .withImagePullSecrets(
            access.imagePullSecrets().stream().map(LocalObjectReference::new).toList())
        .withNodeSelector(new TreeMap<>(scheduling.nodeSelector()))
        .withTolerations(
            scheduling.tolerations().stream().map(SchedulingMapping::toToleration).toList())
        .withAffinity(SchedulingMapping.toAffinity(scheduling.affinity()))
        .withRuntimeClassName(scheduling.runtimeClass().orElse(null))
        .withPriorityClassName(scheduling.priorityClass().orElse(null))
        .withSchedulerName(scheduling.scheduler().orElse(null))
        .withDnsPolicy(network.dnsPolicy().map(DnsPolicy::word).orElse(null))
        .withDnsConfig(NetworkMapping.toDns(network.dns()))
        .withHostAliases(network.hostAliases().stream().map(NetworkMapping::toAlias).toList())
        .withSecurityContext(SecurityMapping.toPodContext(plan.security()))
        .withResources(ResourcesMapping.toResources(plan.resources()))
        .withTerminationGracePeriodSeconds(plan.lifetime().terminationGraceSeconds().orElse(null))
        .withActiveDeadlineSeconds(plan.lifetime().activeDeadlineSeconds().orElse(null))
        .build();
  }
}
