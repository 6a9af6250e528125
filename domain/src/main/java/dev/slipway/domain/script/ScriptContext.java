package dev.slipway.domain.script;

import dev.slipway.domain.flag.FeatureFlag;
import dev.slipway.domain.flag.FeatureFlags;
import dev.slipway.domain.job.JobPayload;
import dev.slipway.domain.sources.BuildDirectories;
import dev.slipway.domain.sources.GitRemote;
import dev.slipway.domain.sources.GitStrategy;
import dev.slipway.domain.variable.JobVariables;
import dev.slipway.domain.variable.ManagerFacts;

/**
 * Everything the scripts of one job are made from.
 *
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
    String correlationId) {

  /** The same job with other variables, for example another {@code CI_JOB_STATUS}. */
  public ScriptContext withVariables(JobVariables newVariables) {
    return new ScriptContext(
        payload, newVariables, flags, directories, settings, runner, manager, correlationId);
  }

  boolean enabled(FeatureFlag flag) {
    return flags.enabled(flag);
  }

  ScriptFrame frame() {
    return new ScriptFrame(
        runner.shell(), settings.debugTrace(), enabled(FeatureFlag.USE_LEGACY_BASH_EVAL));
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
