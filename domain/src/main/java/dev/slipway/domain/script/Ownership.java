package dev.slipway.domain.script;

import dev.slipway.domain.flag.FeatureFlag;

/** Gives files to the build container's user ({@code FF_DISABLE_UMASK_FOR_KUBERNETES_EXECUTOR}). */
record Ownership(ScriptContext context, JobFiles files) {

  /** Nothing without the flag, or where the user was not found out. */
  void give(ScriptWriter script, String directory) {
    if (!context.enabled(FeatureFlag.DISABLE_UMASK_FOR_KUBERNETES_EXECUTOR)) {
      return;
    }
    script.giveLike(files.buildUser(), directory, context.settings().debugTrace());
  }
}
