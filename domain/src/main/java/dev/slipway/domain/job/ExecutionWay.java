package dev.slipway.domain.job;

import dev.slipway.domain.flag.FeatureFlag;
import dev.slipway.domain.flag.FeatureFlags;
import dev.slipway.domain.stage.ContainerRole;
import java.util.ArrayList;
import java.util.List;

/**
 * How a job's scripts get into its pod.
 *
 * @param exec each by an exec of its own ({@code FF_USE_LEGACY_KUBERNETES_EXECUTION_STRATEGY});
 *     otherwise by an attach that stays open
 * @param honoursEntrypoint whether the build image's entrypoint runs and opens the shell ({@code
 *     FF_KUBERNETES_HONOR_ENTRYPOINT})
 * @param helperUmask whether files of the helper are writable for all; with {@code
 *     FF_DISABLE_UMASK_FOR_KUBERNETES_EXECUTOR} they are given to the build container's user
 *     instead
 */
public record ExecutionWay(boolean exec, boolean honoursEntrypoint, boolean helperUmask) {

  /** The way that a job's flags ask for. */
  public static ExecutionWay of(FeatureFlags flags) {
    boolean exec = flags.enabled(FeatureFlag.USE_LEGACY_KUBERNETES_EXECUTION_STRATEGY);
    boolean honours = flags.enabled(FeatureFlag.KUBERNETES_HONOR_ENTRYPOINT);
    return new ExecutionWay(
        exec, honours && !exec, !flags.enabled(FeatureFlag.DISABLE_UMASK_FOR_KUBERNETES_EXECUTOR));
  }

  /** Whether files that scripts make in that container are writable for all. */
  public boolean umaskZero(ContainerRole role) {
    return role == ContainerRole.HELPER && helperUmask;
  }

  /** What of the flags cannot be. */
  public static List<String> warnings(FeatureFlags flags) {
    List<String> warnings = new ArrayList<>();
    if (flags.enabled(FeatureFlag.USE_LEGACY_KUBERNETES_EXECUTION_STRATEGY)
        && flags.enabled(FeatureFlag.KUBERNETES_HONOR_ENTRYPOINT)) {
      warnings.add(
          "FF_KUBERNETES_HONOR_ENTRYPOINT has no effect together with"
              + " FF_USE_LEGACY_KUBERNETES_EXECUTION_STRATEGY: the image's entrypoint does not run."
              + " Unset one of them.");
    }
    return warnings;
  }
}
