package dev.slipway.domain.settings;

import dev.slipway.domain.variable.Variable;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How a runner's jobs run, wherever that is.
 *
 * @param buildsDir absolute, in the pod
 * @param cacheDir absolute, in the pod
 * @param customBuildDirEnabled whether a job may choose its directory with {@code GIT_CLONE_PATH}
 * @param environment variables of {@code environment}, in the file's order
 * @param prepareTimeout for bringing the pod up; empty for the job's own
 * @param featureFlags what {@code [runners.feature_flags]} says; absent flags are not in it
 */
public record JobSettings(
    Shell shell,
    String buildsDir,
    String cacheDir,
    boolean customBuildDirEnabled,
    List<Variable> environment,
    HookScripts hooks,
    Optional<Duration> prepareTimeout,
    SourcesSettings sources,
    Map<String, Boolean> featureFlags) {
  /** GitLab Runner's. */
  public static final JobSettings DEFAULTS =
      new JobSettings(
          Shell.BASH,
          "/builds",
          "/cache",
          true,
          List.of(),
          HookScripts.NONE,
          Optional.empty(),
          SourcesSettings.DEFAULTS,
          Map.of());

  public JobSettings {
    environment = List.copyOf(environment);
    featureFlags = Map.copyOf(featureFlags);
  }
}
