package dev.slipway.domain.settings;

import java.util.List;
import java.util.Map;

/**
 * {@code [runners.kubernetes]}.
 *
 * @param nodeSelector labels a node must have
 * @param podLabels values may hold variables of the job
 * @param podAnnotations values may hold variables of the job
 * @param volumes in the order in which they are mounted
 */
public record KubernetesSettings(
    ClusterClient client,
    ConnectionSettings connection,
    ImageSettings images,
    IdentitySettings identity,
    TimerSettings timers,
    PodResources resources,
    Map<String, String> nodeSelector,
    Map<String, String> podLabels,
    Map<String, String> podAnnotations,
    CapabilitySettings capabilities,
    List<VolumeSettings> volumes) {

  /** What an empty section means. */
  public static final KubernetesSettings DEFAULTS =
      new KubernetesSettings(
          ClusterClient.FABRIC8,
          ConnectionSettings.DISCOVERED,
          ImageSettings.DEFAULTS,
          IdentitySettings.DEFAULTS,
          TimerSettings.DEFAULTS,
          PodResources.NONE,
          Map.of(),
          Map.of(),
          Map.of(),
          CapabilitySettings.NONE,
          List.of());

  public KubernetesSettings {
    nodeSelector = Map.copyOf(nodeSelector);
    podLabels = Map.copyOf(podLabels);
    podAnnotations = Map.copyOf(podAnnotations);
    volumes = List.copyOf(volumes);
  }
}
