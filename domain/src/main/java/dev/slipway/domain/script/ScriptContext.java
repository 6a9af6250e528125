package dev.slipway.domain.script;

import dev.slipway.domain.flag.FeatureFlag;
import dev.slipway.domain.flag.FeatureFlags;
import dev.slipway.domain.job.JobPayload;
import dev.slipway.domain.settings.Shell;
import dev.slipway.domain.sources.BuildDirectories;
import dev.slipway.domain.sources.GitRemote;
import dev.slipway.domain.sources.GitStrategy;
import dev.slipway.domain.stage.ContainerRole;
import dev.slipway.domain.variable.JobVariables;
import dev.slipway.domain.variable.ManagerFacts;

/**
 * Everything the scripts of one job are made from.
 *
 * @param scriptsFolder in the containers, for files that a script needs while it runs
 * @param correlationId of the request that brought the job; empty where it is not known
 */
public record ScriptContext(
    JobPayload payload,
    JobVariables variables,
    FeatureFlags flags,
    BuildDirectories directories,
    JobSettings settings,
    RunnerScripts runner,
    ManagerFacts manager,
    String scriptsFolder,
    String correlationId) {

  /** The same job with other variables, for example another {@code CI_JOB_STATUS}. */
  public ScriptContext withVariables(JobVariables newVariables) {
    return new ScriptContext(
        payload,
        newVariables,
        flags,
        directories,
        settings,
        runner,
        manager,
        scriptsFolder,
        correlationId);
  }

  boolean enabled(FeatureFlag flag) {
    return flags.enabled(flag);
  }

  /** For a stage of the build container. */
  ScriptWriter buildScript() {
    return writer(runner.shell());
  }

  /**
   * For a stage of the helper. What the runner itself does there needs no PowerShell in its image;
   * only users' hooks do, and then all of the helper's stages have it.
   */
  ScriptWriter helperScript() {
    return writer(helperShell());
  }

  /** What stands around that script. */
  ScriptFrame frame(ScriptWriter script, ContainerRole role) {
    return switch (script) {
      case BashWriter _ ->
          new BashFrame(
              helperShell().word(),
              settings.debugTrace(),
              enabled(FeatureFlag.USE_LEGACY_BASH_EVAL));
      case PowerShellWriter _ -> new PowerShellFrame(scriptsFolder, role, settings.debugTrace());
    };
  }

  private Shell helperShell() {
    return switch (runner.shell()) {
      case BASH, SH -> runner.shell();
      case PWSH -> hasHooksOfSources() ? Shell.PWSH : Shell.SH;
    };
  }

  private boolean hasHooksOfSources() {
    boolean any =
        !runner.preGetSources().isEmpty()
            || !runner.postGetSources().isEmpty()
            || payload.hooks().stream().anyMatch(hook -> !hook.script().isEmpty());
    return any && settings.git().strategy().usesGit();
  }

  private static ScriptWriter writer(Shell shell) {
    return switch (shell) {
      case BASH, SH -> new BashWriter();
      case PWSH -> new PowerShellWriter();
    };
  }

  UserCommandStyle commandStyle() {
    return new UserCommandStyle(
        enabled(FeatureFlag.SCRIPT_SECTIONS) && payload.features().traceSections(),
        enabled(FeatureFlag.ENABLE_BASH_EXIT_CODE_CHECK));
  }

  boolean withoutTokens() {
    return enabled(FeatureFlag.GIT_URLS_WITHOUT_TOKENS);
  }

  GitRemote remote() {
    return GitRemote.of(
        new GitRemote.Rules(runner.url(), runner.cloneUrl(), withoutTokens()),
        payload,
        variables,
        settings.git().submoduleForceHttps());
  }

  boolean cleanGitConfig() {
    return runner.cleanGitConfig().orElse(settings.git().strategy() != GitStrategy.NONE);
  }
}
