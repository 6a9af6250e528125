package dev.slipway.domain.assembly;

import dev.slipway.domain.channel.ChannelPaths;
import dev.slipway.domain.flag.FeatureFlag;
import dev.slipway.domain.flag.FeatureFlags;
import dev.slipway.domain.job.ClaimedJob;
import dev.slipway.domain.job.ExecutionWay;
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
record PodAssembler(
    ClaimedJob job, JobPlanner.Basis basis, PodName name, String base, ChannelPaths paths) {

  PodPlan assemble(
      ImagesPart images,
      ServicesPart services,
      PullLadder pulls,
      VolumesPart volumes,
      VariableSecrets variables,
      BesideThePod beside) {
    KubernetesSettings settings = job.runner().kubernetes();
    FeatureFlags flags = basis.flags();
    SecurityPart security = new SecurityPart(settings.security());
    ResourcesPart resources = new ResourcesPart(settings.resources());
    ContainersPart containers =
        new ContainersPart(
            images,
            services,
            pulls,
            ExecutionWay.of(basis.flags()).honoursEntrypoint(),
            flags.enabled(FeatureFlag.USE_DUMB_INIT_WITH_KUBERNETES_EXECUTOR)
                ? List.of(InitContainersPart.dumbInit(paths), "--")
                : List.of(),
            variables,
            volumes.mounts(),
            resources,
            security,
            settings.lifecycle());
    InitContainersPart before =
        new InitContainersPart(
            images,
            flags,
            paths,
            basis.directories().root(),
            pulls,
            volumes.mounts(),
            resources,
            security);
    boolean deadline = flags.enabled(FeatureFlag.USE_POD_ACTIVE_DEADLINE_SECONDS);
    return new PodPlan(
        name,
        new MetadataPart(job, basis.variables(), base).plan(),
        before.plan(),
        containers.plan(),
        volumes.plan(),
        new AccessPart(settings.identity(), settings.images(), beside.pullSecret()).plan(),
        settings.scheduling(),
        network(settings.network(), services),
        settings.security().pod(),
        resources.pod(),
        new LifetimePart(settings.timers(), job.timeout(), deadline).plan(),
        flags.enabled(FeatureFlag.USE_ADVANCED_POD_SPEC_CONFIGURATION)
            ? settings.care().patches()
            : List.of());
  }

  private static NetworkPlan network(NetworkPlan configured, ServicesPart services) {
    List<HostAlias> aliases = new ArrayList<>(services.hostAlias().stream().toList());
    aliases.addAll(configured.hostAliases());
    return new NetworkPlan(configured.dnsPolicy(), configured.dns(), aliases);
  }
}
