package dev.slipway.domain.settings;

import java.util.Optional;

/**
 * Which helper image is used.
 *
 * @param image instead of the runner's own choice; may hold variables of the job
 * @param flavor of the runner's own choice; {@code alpine} is the plain one
 * @param ofRunnersPlatform whether the runner's own architecture is taken where no node is selected
 */
public record HelperImageSettings(
    Optional<String> image, String flavor, boolean ofRunnersPlatform) {
  /** GitLab's alpine image for amd64. */
  public static final HelperImageSettings DEFAULTS =
      new HelperImageSettings(Optional.empty(), "alpine", false);
}
