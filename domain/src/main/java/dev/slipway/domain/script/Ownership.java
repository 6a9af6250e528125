package dev.slipway.domain.script;

import dev.slipway.domain.flag.FeatureFlag;

/** Gives files to the build container's user ({@code FF_DISABLE_UMASK_FOR_KUBERNETES_EXECUTOR}). */
record Ownership(ScriptContext context, JobFiles files) {

  /** Nothing without the flag, or where the user was not found out. */
  void give(ScriptWriter script, String directory) {
    if (!context.enabled(FeatureFlag.DISABLE_UMASK_FOR_KUBERNETES_EXECUTOR)) {
      return;
    }
    String user = ShellQuote.quote(files.buildUser());
    String quoted = ShellQuote.quote(directory);
    script.ifCode("[ -e " + user + " ] && [ -d " + quoted + " ]");
    script.line("slipway_owner=$(stat -c '%u:%g' " + user + ")");
    if (context.settings().debugTrace()) {
      script.line("printf 'Setting ownership for %s to %s\\n' " + quoted + " \"$slipway_owner\"");
    }
    script.line("chown -R \"$slipway_owner\" " + quoted).end();
  }
}
