package dev.slipway.domain.job;

import dev.slipway.domain.flag.FeatureFlag;
import dev.slipway.domain.flag.FeatureFlags;
import java.util.ArrayList;
import java.util.List;

/**
 * How a job's scripts get into its pod.
 *
 * @param exec each by an exec of its own ({@code FF_USE_LEGACY_KUBERNETES_EXECUTION_STRATEGY});
 *     otherwise by an attach that stays open
 * @param honoursEntrypoint whether the build image's entrypoint runs and opens the shell ({@code
 *     FF_KUBERNETES_HONOR_ENTRYPOINT})
 */
public record ExecutionWay(boolean exec, boolean honoursEntrypoint) {

  /** The way that a job's flags ask for. */
  public static ExecutionWay of(FeatureFlags flags) {
    boolean exec = flags.enabled(FeatureFlag.USE_LEGACY_KUBERNETES_EXECUTION_STRATEGY);
    boolean honours = flags.enabled(FeatureFlag.KUBERNETES_HONOR_ENTRYPOINT);
    return new ExecutionWay(exec, honours && !exec);
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
