package dev.slipway.domain.settings;

import dev.slipway.domain.pod.PullPolicy;
import java.util.List;
import java.util.Optional;

/**
 * Images of the pod's containers.
 *
 * @param image of a job that names none; may hold variables of the job
 * @param helperImage instead of the runner's own choice; may hold variables of the job
 * @param pullPolicies tried one after another; empty for the cluster's default
 * @param pullSecrets names of registry secrets in the namespace
 */
public record ImageSettings(
    Optional<String> image,
    Optional<String> helperImage,
    List<PullPolicy> pullPolicies,
    List<String> pullSecrets) {
  /** None set. */
  public static final ImageSettings DEFAULTS =
      new ImageSettings(Optional.empty(), Optional.empty(), List.of(), List.of());

  public ImageSettings {
    pullPolicies = List.copyOf(pullPolicies);
    pullSecrets = List.copyOf(pullSecrets);
  }
}
