package dev.slipway.domain.settings;

import java.time.Duration;
import java.util.Optional;

/**
 * How the job's sources are fetched.
 *
 * @param cloneUrl replaces scheme and host of the repository's address
 * @param timeout of the whole stage; empty for the job's own
 * @param safeDirectoryCheckout whether the project directory is declared safe for git
 * @param cleanGitConfig whether git's configuration is removed before and after; empty for yes,
 *     unless the job's git strategy is {@code none}
 */
public record SourcesSettings(
    Optional<String> cloneUrl,
    Optional<Duration> timeout,
    boolean safeDirectoryCheckout,
    Optional<Boolean> cleanGitConfig) {
  /** GitLab Runner's. */
  public static final SourcesSettings DEFAULTS =
      new SourcesSettings(Optional.empty(), Optional.empty(), true, Optional.empty());
}
