package dev.slipway.domain.settings;

/**
 * One {@code [[runners]]} entry.
 *
 * @param name for people; may be empty
 */
public record RunnerSettings(
    String name,
    GitlabSettings gitlab,
    PollingSettings polling,
    ReportingSettings reporting,
    JobSettings job,
    KubernetesSettings kubernetes,
    ArtifactSettings artifact,
    CacheSettings cache) {

  /** A runner with nothing set but what must be. */
  public static RunnerSettings of(String name, GitlabSettings gitlab) {
    return new RunnerSettings(
        name,
        gitlab,
        PollingSettings.DEFAULTS,
        ReportingSettings.DEFAULTS,
        JobSettings.DEFAULTS,
        KubernetesSettings.DEFAULTS,
        ArtifactSettings.DEFAULTS,
        CacheSettings.DEFAULTS);
  }

  /** How the runner is called in logs, metrics and object names. */
  public ShortToken shortToken() {
    return ShortToken.of(gitlab.token().value());
  }

  /** The same with other settings for its jobs. */
  public RunnerSettings withJob(JobSettings other) {
    return new RunnerSettings(name, gitlab, polling, reporting, other, kubernetes, artifact, cache);
  }

  /** The same with other settings for its cluster. */
  public RunnerSettings withKubernetes(KubernetesSettings other) {
    return new RunnerSettings(name, gitlab, polling, reporting, job, other, artifact, cache);
  }

  /** The same with other settings for its caches. */
  public RunnerSettings withCache(CacheSettings other) {
    return new RunnerSettings(name, gitlab, polling, reporting, job, kubernetes, artifact, other);
  }
}
