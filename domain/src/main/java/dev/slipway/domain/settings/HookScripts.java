package dev.slipway.domain.settings;

import java.util.Optional;

/** Scripts of the administrator around the stages of every job. */
public record HookScripts(
    Optional<String> preGetSources,
    Optional<String> postGetSources,
    Optional<String> preBuild,
    Optional<String> postBuild) {
  /** None of them. */
  public static final HookScripts NONE =
      new HookScripts(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
}
