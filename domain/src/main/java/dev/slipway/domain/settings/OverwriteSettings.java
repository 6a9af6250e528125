package dev.slipway.domain.settings;

import java.util.Optional;

/**
 * What a job may choose for itself; what is empty it may not.
 *
 * @param podLabels for values, like the patterns that follow
 * @param maxima the most that it may choose, by container; requests and limits apart
 */
public record OverwriteSettings(
    Optional<AllowedPattern> namespace,
    Optional<AllowedPattern> serviceAccount,
    boolean bearerToken,
    Optional<AllowedPattern> podLabels,
    Optional<AllowedPattern> podAnnotations,
    Optional<AllowedPattern> nodeSelector,
    Optional<AllowedPattern> nodeTolerations,
    PodResources maxima) {
  /** Nothing. */
  public static final OverwriteSettings NONE =
      new OverwriteSettings(
          Optional.empty(),
          Optional.empty(),
          false,
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          PodResources.NONE);
}
