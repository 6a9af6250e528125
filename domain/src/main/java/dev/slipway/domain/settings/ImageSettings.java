package dev.slipway.domain.settings;

import dev.slipway.domain.pod.PullPolicy;
import java.util.List;
import java.util.Optional;

/**
 * Images of the pod's containers.
 *
 * @param image of a job that names none; may hold variables of the job
 * @param helper the helper's
 * @param pullPolicies tried one after another; empty for the cluster's default
 * @param allowedPullPolicies that a job may ask for; empty for {@code pullPolicies}
 * @param pullSecrets names of registry secrets in the namespace
 * @param pullSecretsOfAccount whether registry secrets are left to the service account
 * @param allowed which images a job may choose
 */
public record ImageSettings(
    Optional<String> image,
    HelperImageSettings helper,
    List<PullPolicy> pullPolicies,
    List<PullPolicy> allowedPullPolicies,
    List<String> pullSecrets,
    boolean pullSecretsOfAccount,
    AllowedImages allowed) {
  /** None set. */
  public static final ImageSettings DEFAULTS =
      new ImageSettings(
          Optional.empty(),
          HelperImageSettings.DEFAULTS,
          List.of(),
          List.of(),
          List.of(),
          false,
          AllowedImages.ANY);

  public ImageSettings {
    pullPolicies = List.copyOf(pullPolicies);
    allowedPullPolicies = List.copyOf(allowedPullPolicies);
    pullSecrets = List.copyOf(pullSecrets);
  }
}
