package dev.slipway.domain.settings;

import java.time.Duration;

/**
 * {@code [runners.artifact]}.
 *
 * @param uploadTimeout for one upload as a whole
 * @param responseHeaderTimeout for GitLab's answer to it
 */
public record ArtifactSettings(Duration uploadTimeout, Duration responseHeaderTimeout) {
  /** GitLab Runner's. */
  public static final ArtifactSettings DEFAULTS =
      new ArtifactSettings(Duration.ofHours(1), Duration.ofMinutes(10));
}
