package dev.slipway.domain.settings;

import dev.slipway.domain.pod.DnsPolicy;
import dev.slipway.domain.pod.LifecyclePlan;
import dev.slipway.domain.pod.NetworkPlan;
import dev.slipway.domain.pod.NetworkPlan.DnsPlan;
import dev.slipway.domain.pod.PodMetadata;
import dev.slipway.domain.pod.SchedulingPlan;
import java.util.List;
import java.util.Optional;

/**
 * {@code [runners.kubernetes]}.
 *
 * @param metadata labels and annotations; values may hold variables of the job
 * @param network without the aliases of services
 * @param lifecycle of build, helper and services
 * @param services of every job, before its own
 * @param overwrites what a job may choose for itself
 * @param podWarningEvents whether a failed job's log tells what the cluster warned of
 * @param care beyond the pod itself
 * @param volumes in the order in which they are mounted
 */
public record KubernetesSettings(
    ClusterClient client,
    ConnectionSettings connection,
    ImageSettings images,
    IdentitySettings identity,
    TimerSettings timers,
    PodResources resources,
    SchedulingPlan scheduling,
    NetworkPlan network,
    PodMetadata metadata,
    SecuritySettings security,
    AllowedIds allowedIds,
    LifecyclePlan lifecycle,
    DirectorySettings directories,
    List<VolumeSettings> volumes,
    List<ServiceSettings> services,
    OverwriteSettings overwrites,
    boolean podWarningEvents,
    CareSettings care) {

  /** What an empty section means. */
  public static final KubernetesSettings DEFAULTS =
      new KubernetesSettings(
          ClusterClient.FABRIC8,
          ConnectionSettings.DISCOVERED,
          ImageSettings.DEFAULTS,
          IdentitySettings.DEFAULTS,
          TimerSettings.DEFAULTS,
          PodResources.NONE,
          SchedulingPlan.ANY_NODE,
          new NetworkPlan(Optional.of(DnsPolicy.CLUSTER_FIRST), DnsPlan.NONE, List.of()),
          PodMetadata.NONE,
          SecuritySettings.NONE,
          AllowedIds.ANY,
          LifecyclePlan.NONE,
          DirectorySettings.ROOT,
          List.of(),
          List.of(),
          OverwriteSettings.NONE,
          true,
          CareSettings.DEFAULTS);

  public KubernetesSettings {
    volumes = List.copyOf(volumes);
    services = List.copyOf(services);
  }

  /** The same through another client. */
  public KubernetesSettings withClient(ClusterClient other) {
    return with(other, identity, resources, scheduling, metadata, overwrites);
  }

  /** The same with other rules of what a job may choose. */
  public KubernetesSettings withOverwrites(OverwriteSettings rules) {
    return with(client, identity, resources, scheduling, metadata, rules);
  }

  /** The same with what a job has chosen. */
  public KubernetesSettings overwritten(
      IdentitySettings newIdentity,
      PodResources newResources,
      SchedulingPlan newScheduling,
      PodMetadata newMetadata) {
    return with(client, newIdentity, newResources, newScheduling, newMetadata, overwrites);
  }

  private KubernetesSettings with(
      ClusterClient newClient,
      IdentitySettings newIdentity,
      PodResources newResources,
      SchedulingPlan newScheduling,
      PodMetadata newMetadata,
      OverwriteSettings newOverwrites) {
    return new KubernetesSettings(
        newClient,
        connection,
        images,
        newIdentity,
        timers,
        newResources,
        newScheduling,
        network,
        newMetadata,
        security,
        allowedIds,
        lifecycle,
        directories,
        volumes,
        services,
        newOverwrites,
        podWarningEvents,
        care);
  }
}
