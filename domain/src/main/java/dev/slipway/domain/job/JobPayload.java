package dev.slipway.domain.job;

import dev.slipway.domain.failure.FailureException;
import dev.slipway.domain.input.JobInput;
import dev.slipway.domain.secret.JobSecret;
import dev.slipway.domain.variable.Variable;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A job as GitLab's {@code jobs/request} answered it. Absent and {@code null} fields are empty
 * lists, empty strings, zero or {@code Optional.empty()}.
 *
 * @param timeoutSeconds the job timeout, seconds; 0 or less means GitLab gave none
 */
public record JobPayload(
    long id,
    String token,
    boolean allowGitFetch,
    JobInfo info,
    GitInfo git,
    long timeoutSeconds,
    List<Variable> variables,
    List<JobStep> steps,
    Optional<JobImage> image,
    List<JobImage> services,
    List<JobArtifact> artifacts,
    List<JobCache> cache,
    List<JobDependency> dependencies,
    List<RegistryCredential> credentials,
    List<JobHook> hooks,
    JobFeatures features,
    List<JobInput> inputs,
    List<JobSecret> secrets,
    Optional<JobPolicy> policy,
    Set<String> otherParts) {

  public JobPayload {
    variables = List.copyOf(variables);
    steps = List.copyOf(steps);
    services = List.copyOf(services);
    artifacts = List.copyOf(artifacts);
    cache = List.copyOf(cache);
    dependencies = List.copyOf(dependencies);
    credentials = List.copyOf(credentials);
    hooks = List.copyOf(hooks);
    inputs = List.copyOf(inputs);
    secrets = List.copyOf(secrets);
    otherParts = Set.copyOf(otherParts);
  }

  /** {@code job_info}. */
  public record JobInfo(
      String name, String stage, long projectId, String projectName, String projectFullPath) {}

  /**
   * {@code git_info}.
   *
   * @param repoUrl may hold {@code gitlab-ci-token:<token>@}: never log it as it is
   * @param depth commits to fetch; 0 means all
   * @param objectFormat the repository's hash, {@code sha256} or its older sibling
   */
  public record GitInfo(
      String repoUrl,
      String ref,
      String sha,
      String beforeSha,
      String refType,
      List<String> refspecs,
      int depth,
      String objectFormat) {
    public GitInfo {
      refspecs = List.copyOf(refspecs);
    }
  }

  /** One entry of {@code steps}: {@code script}, {@code after_script}, {@code release}, ... */
  public record JobStep(String name, List<String> script) {
    public JobStep {
      script = List.copyOf(script);
    }
  }

  /** {@code image} or one entry of {@code services}. */
  public record JobImage(
      String name,
      String alias,
      List<String> command,
      List<String> entrypoint,
      List<Integer> ports,
      List<Variable> variables,
      List<String> pullPolicies,
      Optional<String> user) {
    public JobImage {
      command = List.copyOf(command);
      entrypoint = List.copyOf(entrypoint);
      ports = List.copyOf(ports);
      variables = List.copyOf(variables);
      pullPolicies = List.copyOf(pullPolicies);
    }
  }

  /** One entry of {@code artifacts}. */
  public record JobArtifact(
      String name,
      boolean untracked,
      List<String> paths,
      List<String> exclude,
      String when,
      String type,
      String format,
      String expireIn) {
    public JobArtifact {
      paths = List.copyOf(paths);
      exclude = List.copyOf(exclude);
    }
  }

  /** One entry of {@code cache}. */
  public record JobCache(
      String key,
      boolean untracked,
      String policy,
      List<String> paths,
      String when,
      List<String> fallbackKeys) {
    public JobCache {
      paths = List.copyOf(paths);
      fallbackKeys = List.copyOf(fallbackKeys);
    }
  }

  /** One entry of {@code dependencies}; {@code filename} is empty where it has no archive. */
  public record JobDependency(long id, String token, String name, String filename, long size) {}

  /** One entry of {@code credentials} whose type is {@code registry}. */
  public record RegistryCredential(String url, String username, String password) {}

  /** One entry of {@code hooks}. */
  public record JobHook(String name, List<String> script) {
    public JobHook {
      script = List.copyOf(script);
    }
  }

  /** {@code features}: what the server understands. */
  public record JobFeatures(
      boolean traceSections, Set<String> failureReasons, List<String> tokenMaskPrefixes) {
    public JobFeatures {
      failureReasons = Set.copyOf(failureReasons);
      tokenMaskPrefixes = List.copyOf(tokenMaskPrefixes);
    }
  }

  /** The step named {@code after_script}, if it has lines. */
  public Optional<JobStep> afterScript() {
    return steps.stream()
        .filter(step -> step.name().equals("after_script") && !step.script().isEmpty())
        .findFirst();
  }

  /** The steps to run in order, without {@code after_script}. */
  public List<JobStep> userSteps() {
    return steps.stream().filter(step -> !step.name().equals("after_script")).toList();
  }

  /**
   * The same job with its {@code inputs} in the texts that ask for them.
   *
   * @throws FailureException where a text asks for what cannot be given
   */
  public JobPayload withInputsInTexts() throws FailureException {
    return InputInterpolation.of(this);
  }

  JobPayload withTexts(
      List<JobStep> newSteps,
      Optional<JobImage> newImage,
      List<JobImage> newServices,
      List<JobArtifact> newArtifacts,
      List<JobCache> newCache) {
    return new JobPayload(
        id,
        token,
        allowGitFetch,
        info,
        git,
        timeoutSeconds,
        variables,
        newSteps,
        newImage,
        newServices,
        newArtifacts,
        newCache,
        dependencies,
        credentials,
        hooks,
        features,
        inputs,
        secrets,
        policy,
        otherParts);
  }

  /** Leaves out every value: a payload is full of secrets. */
  @Override
  public String toString() {
    return "JobPayload[id=" + id + "]";
  }
}
