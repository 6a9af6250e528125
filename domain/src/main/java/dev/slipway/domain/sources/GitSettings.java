package dev.slipway.domain.sources;

import java.util.List;
import java.util.Optional;

/**
 * What a job says about its sources (GitLab Runner's GIT_ variables). Word lists are split on
 * blanks; an empty one adds nothing to the command.
 *
 * @param depth commits to fetch; 0 means all
 * @param cleanFlags of {@code git clean}; empty means that it is not run
 * @param submoduleCleanFlags of {@code git clean} in submodules; never empty
 * @param submoduleDepth commits to fetch in submodules; 0 means all
 * @param lfsSkipSmudge true means that LFS is left alone
 */
public record GitSettings(
    GitStrategy strategy,
    int depth,
    boolean checkout,
    List<String> cleanFlags,
    List<String> fetchFlags,
    List<String> cloneFlags,
    SubmoduleStrategy submodules,
    int submoduleDepth,
    List<String> submodulePaths,
    List<String> submoduleUpdateFlags,
    boolean submoduleForceHttps,
    List<String> submoduleCleanFlags,
    boolean lfsSkipSmudge) {

  public GitSettings {
    cleanFlags = List.copyOf(cleanFlags);
    fetchFlags = List.copyOf(fetchFlags);
    cloneFlags = List.copyOf(cloneFlags);
    submodulePaths = List.copyOf(submodulePaths);
    submoduleUpdateFlags = List.copyOf(submoduleUpdateFlags);
    submoduleCleanFlags = List.copyOf(submoduleCleanFlags);
  }

  /** Why the sources cannot be got with these settings; empty where they can. */
  public Optional<String> refusal() {
    if (submodules == SubmoduleStrategy.UNKNOWN) {
      return Optional.of("unknown GIT_SUBMODULE_STRATEGY");
    }
    if (submodules.fetches() && submodulePaths.contains(":(exclude)")) {
      return Optional.of(
          "GIT_SUBMODULE_PATHS: invalid submodule pathspec "
              + "[%s]: write `:(exclude)` and its path without a blank between them"
                  .formatted(String.join(" ", submodulePaths)));
    }
    return Optional.empty();
  }
}
