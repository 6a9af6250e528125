package dev.slipway.domain.assembly;

import dev.slipway.domain.flag.FeatureFlag;
import dev.slipway.domain.job.ClaimedJob;
import dev.slipway.domain.pod.NetworkPlan;
import dev.slipway.domain.pod.NetworkPlan.HostAlias;
import dev.slipway.domain.pod.PodName;
import dev.slipway.domain.pod.PodPlan;
import dev.slipway.domain.pull.PullLadder;
import dev.slipway.domain.settings.KubernetesSettings;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes the pod's plan: one part for each concern, none of which knows another.
 *
 * @param base how the runner's pods of this project are called
 */
record PodAssembler(ClaimedJob job, JobPlanner.Basis basis, PodName name, String base) {

  PodPlan assemble(
      ImagesPart images,
      ServicesPart services,
      PullLadder pulls,
      VolumesPart volumes,
      VariableSecrets variables) {
    KubernetesSettings settings = job.runner().kubernetes();
    ResourcesPart resources = new ResourcesPart(settings.resources());
    ContainersPart containers =
        new ContainersPart(
            images,
            services,
            pulls,
            basis.flags().enabled(FeatureFlag.KUBERNETES_HONOR_ENTRYPOINT),
            variables,
            volumes.mounts(),
            resources,
            new SecurityPart(settings.security()),
            settings.lifecycle());
    boolean deadline = basis.flags().enabled(FeatureFlag.USE_POD_ACTIVE_DEADLINE_SECONDS);
    return new PodPlan(
        name,
        new MetadataPart(job, basis.variables(), base).plan(),
        List.of(),
        containers.plan(),
        volumes.plan(),
        new AccessPart(settings.identity(), settings.images()).plan(),
        settings.scheduling(),
        network(settings.network(), services),
        settings.security().pod(),
        resources.pod(),
        new LifetimePart(settings.timers(), job.timeout(), deadline).plan());
  }

  private static NetworkPlan network(NetworkPlan configured, ServicesPart services) {
    List<HostAlias> aliases = new ArrayList<>(services.hostAlias().stream().toList());
    aliases.addAll(configured.hostAliases());
    return new NetworkPlan(configured.dnsPolicy(), configured.dns(), aliases);
  }
}
