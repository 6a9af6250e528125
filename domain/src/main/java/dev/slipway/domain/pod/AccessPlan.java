package dev.slipway.domain.pod;

import java.util.List;
import java.util.Optional;

/**
 * As whom a pod speaks to the cluster and to registries.
 *
 * @param serviceAccount empty for the namespace's default
 * @param automountToken whether containers see the service account's token; empty for its own word
 * @param imagePullSecrets names of registry Secrets, in order
 */
public record AccessPlan(
    Optional<String> serviceAccount,
    Optional<Boolean> automountToken,
    List<String> imagePullSecrets) {
  /** What the namespace gives. */
  public static final AccessPlan DEFAULT =
      new AccessPlan(Optional.empty(), Optional.empty(), List.of());

  public AccessPlan {
    imagePullSecrets = List.copyOf(imagePullSecrets);
  }
}
