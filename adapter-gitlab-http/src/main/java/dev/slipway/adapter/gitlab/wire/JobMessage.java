package dev.slipway.adapter.gitlab.wire;

import io.avaje.jsonb.Json;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The job in an answer to {@code POST jobs/request}. What is an {@code Object} is not understood
 * here, only known to be there.
 */
@Json(naming = Json.Naming.LowerUnderscore)
public record JobMessage(
    @Nullable Long id,
    @Nullable String token,
    @Nullable Boolean allowGitFetch,
    @Nullable JobInfo jobInfo,
    @Nullable Git gitInfo,
    @Nullable Runner runnerInfo,
    @Nullable List<JobVariable> variables,
    @Nullable List<Step> steps,
    @Nullable Image image,
    @Nullable List<Image> services,
    @Nullable List<Artifact> artifacts,
    @Nullable List<Cache> cache,
    @Nullable List<Dependency> dependencies,
    @Nullable List<Credential> credentials,
    @Nullable List<Hook> hooks,
    @Nullable Features features,
    @Nullable Object inputs,
    @Nullable Object run,
    @Nullable Object secrets,
    @Nullable Object policyOptions,
    @Nullable Object suspendOptions) {

  /** {@code job_info}. */
  @Json(naming = Json.Naming.LowerUnderscore)
  public record JobInfo(
      @Nullable String name,
      @Nullable String stage,
      @Nullable Long projectId,
      @Nullable String projectName,
      @Nullable String projectFullPath) {}

  /** {@code git_info}. */
  @Json(naming = Json.Naming.LowerUnderscore)
  public record Git(
      @Nullable String repoUrl,
      @Nullable String ref,
      @Nullable String sha,
      @Nullable String beforeSha,
      @Nullable String refType,
      @Nullable List<String> refspecs,
      @Nullable Integer depth,
      @Nullable String repoObjectFormat) {}

  /** {@code runner_info}. */
  @Json
  public record Runner(@Nullable Long timeout) {}

  /** One of {@code variables}, of a job or of a service. */
  @Json
  public record JobVariable(
      @Nullable String key,
      @Nullable String value,
      @Json.Property("public") @Nullable Boolean isPublic,
      @Nullable Boolean file,
      @Nullable Boolean masked,
      @Nullable Boolean raw) {}

  /** One of {@code steps}. */
  @Json
  public record Step(@Nullable String name, @Nullable List<String> script) {}

  /** {@code image} or one of {@code services}. */
  @Json(naming = Json.Naming.LowerUnderscore)
  public record Image(
      @Nullable String name,
      @Nullable String alias,
      @Nullable List<String> command,
      @Nullable List<String> entrypoint,
      @Nullable List<Port> ports,
      @Nullable List<JobVariable> variables,
      @Nullable List<String> pullPolicy,
      @Nullable Map<String, Object> executorOpts) {}

  /** One of an image's {@code ports}. */
  @Json
  public record Port(@Nullable Integer number) {}

  /** One of {@code artifacts}. */
  @Json(naming = Json.Naming.LowerUnderscore)
  public record Artifact(
      @Nullable String name,
      @Nullable Boolean untracked,
      @Nullable List<String> paths,
      @Nullable List<String> exclude,
      @Nullable String when,
      @Nullable String artifactType,
      @Nullable String artifactFormat,
      @Nullable String expireIn) {}

  /** One of {@code cache}. */
  @Json(naming = Json.Naming.LowerUnderscore)
  public record Cache(
      @Nullable String key,
      @Nullable Boolean untracked,
      @Nullable String policy,
      @Nullable List<String> paths,
      @Nullable String when,
      @Nullable List<String> fallbackKeys) {}

  /** One of {@code dependencies}. */
  @Json(naming = Json.Naming.LowerUnderscore)
  public record Dependency(
      @Nullable Long id,
      @Nullable String token,
      @Nullable String name,
      @Nullable ArtifactsFile artifactsFile) {}

  /** A dependency's {@code artifacts_file}. */
  @Json
  public record ArtifactsFile(@Nullable String filename, @Nullable Long size) {}

  /** One of {@code credentials}. */
  @Json
  public record Credential(
      @Nullable String type,
      @Nullable String url,
      @Nullable String username,
      @Nullable String password) {}

  /** One of {@code hooks}. */
  @Json
  public record Hook(@Nullable String name, @Nullable List<String> script) {}

  /** {@code features}. */
  @Json(naming = Json.Naming.LowerUnderscore)
  public record Features(
      @Nullable Boolean traceSections,
      @Nullable List<String> failureReasons,
      @Nullable List<String> tokenMaskPrefixes) {}
}
