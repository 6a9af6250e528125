package dev.slipway.domain.settings;

import java.util.Optional;

/**
 * Where in the cluster the pods live, and as whom.
 *
 * @param namespace of every object; {@code default} where none is configured
 * @param serviceAccount of the pod; empty for the namespace's default
 * @param automountToken whether containers see the service account's token; empty for its own word
 * @param namespacePerJob whether each job gets a namespace of its own, in place of {@code
 *     namespace}
 */
public record IdentitySettings(
    String namespace,
    Optional<String> serviceAccount,
    Optional<Boolean> automountToken,
    boolean namespacePerJob) {
  /** GitLab Runner's. */
  public static final IdentitySettings DEFAULTS =
      new IdentitySettings("default", Optional.empty(), Optional.empty(), false);
}
