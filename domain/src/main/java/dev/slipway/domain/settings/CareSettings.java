package dev.slipway.domain.settings;

import dev.slipway.domain.patch.PodSpecPatch;
import java.util.List;

/**
 * What is done around a pod, beyond its own specification.
 *
 * @param retries of requests to the cluster
 * @param patches of the pod's specification, in order; used with {@code
 *     FF_USE_ADVANCED_POD_SPEC_CONFIGURATION} alone
 * @param availabilityRetries how often is looked again whether the service account and the image
 *     pull secrets of a pod are there, before it is made; 0 for not looking at all
 * @param disruptionBudget whether each pod gets a PodDisruptionBudget
 */
public record CareSettings(
    RetrySettings retries,
    int availabilityRetries,
    List<PodSpecPatch> patches,
    boolean disruptionBudget) {
  /** GitLab Runner's. */
  public static final CareSettings DEFAULTS =
      new CareSettings(RetrySettings.DEFAULTS, 0, List.of(), false);

  public CareSettings {
    patches = List.copyOf(patches);
  }
}
