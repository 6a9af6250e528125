package dev.slipway.domain.flag;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Every feature flag that GitLab Runner 19 knows, in the order in which the job log lists them. A
 * flag that has no meaning for a pod is known all the same: jobs set it, and scripts see it.
 */
public enum FeatureFlag {
  TEST_FEATURE(false),
  NETWORK_PER_BUILD(false),
  USE_LEGACY_KUBERNETES_EXECUTION_STRATEGY(false),
  USE_DIRECT_DOWNLOAD(true),
  USE_FASTZIP(false),
  DISABLE_UMASK_FOR_DOCKER_EXECUTOR(false),
  ENABLE_BASH_EXIT_CODE_CHECK(false),
  USE_WINDOWS_LEGACY_PROCESS_STRATEGY(false),
  USE_LEGACY_BASH_EVAL(false),
  USE_POWERSHELL_PATH_RESOLVER(false),
  USE_DYNAMIC_TRACE_FORCE_SEND_INTERVAL(false),
  SCRIPT_SECTIONS(false),
  ENABLE_JOB_CLEANUP(false),
  KUBERNETES_HONOR_ENTRYPOINT(false),
  POSIXLY_CORRECT_ESCAPES(false),
  RESOLVE_FULL_TLS_CHAIN(false),
  DISABLE_POWERSHELL_STDIN(false),
  USE_POD_ACTIVE_DEADLINE_SECONDS(true),
  USE_ADVANCED_POD_SPEC_CONFIGURATION(false),
  SECRET_RESOLVING_FAILS_IF_MISSING(true),
  PRINT_POD_EVENTS(false),
  USE_GIT_BUNDLE_URIS(true),
  USE_GIT_NATIVE_CLONE(false),
  USE_DUMB_INIT_WITH_KUBERNETES_EXECUTOR(false),
  USE_INIT_WITH_DOCKER_EXECUTOR(false),
  LOG_IMAGES_CONFIGURED_FOR_JOB(false),
  USE_DOCKER_AUTOSCALER_DIAL_STDIO(true),
  CLEAN_UP_FAILED_CACHE_EXTRACT(false),
  USE_WINDOWS_JOB_OBJECT(false),
  TIMESTAMPS(true),
  DISABLE_AUTOMATIC_TOKEN_ROTATION(false),
  USE_LEGACY_GCS_CACHE_ADAPTER(false),
  DISABLE_UMASK_FOR_KUBERNETES_EXECUTOR(false),
  USE_LEGACY_S3_CACHE_ADAPTER(false),
  GIT_URLS_WITHOUT_TOKENS(false),
  WAIT_FOR_POD_TO_BE_REACHABLE(false),
  MASK_ALL_DEFAULT_TOKENS(true),
  EXPORT_HIGH_CARDINALITY_METRICS(false),
  USE_FLEETING_ACQUIRE_HEARTBEATS(false),
  USE_EXPONENTIAL_BACKOFF_STAGE_RETRY(true),
  USE_ADAPTIVE_REQUEST_CONCURRENCY(true),
  USE_GITALY_CORRELATION_ID(true),
  USE_GIT_PROACTIVE_AUTH(false),
  HASH_CACHE_KEYS(false),
  ENABLE_JOB_INPUTS_INTERPOLATION(true),
  USE_JOB_ROUTER(false),
  SCRIPT_TO_STEP_MIGRATION(false),
  USE_PARALLEL_CACHE_TRANSFER(false),
  USE_PARALLEL_ARTIFACT_TRANSFER(false),
  USE_NATIVE_CONTAINER_STOP(false),
  CONCRETE(false),
  SUSPENDABLE_ENVIRONMENTS(false);

  private static final Map<String, FeatureFlag> BY_KEY =
      Arrays.stream(values()).collect(Collectors.toMap(FeatureFlag::key, Function.identity()));

  private final boolean onByDefault;

  FeatureFlag(boolean onByDefault) {
    this.onByDefault = onByDefault;
  }

  /** The name in {@code config.toml} and in variables, for example {@code FF_TIMESTAMPS}. */
  public String key() {
    return "FF_" + name();
  }

  /** What the flag is where nobody sets it. */
  public boolean onByDefault() {
    return onByDefault;
  }

  /** The flag of that name; empty for a name that is none. */
  public static Optional<FeatureFlag> ofKey(String key) {
    return Optional.ofNullable(BY_KEY.get(key));
  }
}
