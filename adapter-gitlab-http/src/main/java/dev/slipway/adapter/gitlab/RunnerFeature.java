package dev.slipway.adapter.gitlab;

import java.util.EnumSet;
import java.util.Set;

/**
 * What a runner can tell GitLab it is able to do ({@code info.features}). Every key is always sent;
 * one that is true makes the server send or expect more.
 */
public enum RunnerFeature {
  VARIABLES("variables"),
  IMAGE("image"),
  SERVICES("services"),
  ARTIFACTS("artifacts"),
  CACHE("cache"),
  FALLBACK_CACHE_KEYS("fallback_cache_keys"),
  SHARED("shared"),
  UPLOAD_MULTIPLE_ARTIFACTS("upload_multiple_artifacts"),
  UPLOAD_RAW_ARTIFACTS("upload_raw_artifacts"),
  SESSION("session"),
  TERMINAL("terminal"),
  REFSPECS("refspecs"),
  MASKING("masking"),
  PROXY("proxy"),
  RAW_VARIABLES("raw_variables"),
  ARTIFACTS_EXCLUDE("artifacts_exclude"),
  MULTI_BUILD_STEPS("multi_build_steps"),
  TRACE_RESET("trace_reset"),
  TRACE_CHECKSUM("trace_checksum"),
  TRACE_SIZE("trace_size"),
  VAULT_SECRETS("vault_secrets"),
  CANCELABLE("cancelable"),
  RETURN_EXIT_CODE("return_exit_code"),
  SERVICE_VARIABLES("service_variables"),
  SERVICE_MULTIPLE_ALIASES("service_multiple_aliases"),
  IMAGE_EXECUTOR_OPTS("image_executor_opts"),
  SERVICE_EXECUTOR_OPTS("service_executor_opts"),
  CANCEL_GRACEFULLY("cancel_gracefully"),
  NATIVE_STEPS_INTEGRATION("native_steps_integration"),
  TWO_PHASE_JOB_COMMIT("two_phase_job_commit"),
  JOB_INPUTS("job_inputs");

  private final String word;

  RunnerFeature(String word) {
    this.word = word;
  }

  /** The key on the wire. */
  public String word() {
    return word;
  }

  /** What Slipway does today: the one place to change when it learns more. */
  public static Set<RunnerFeature> implemented() {
    return EnumSet.of(
        VARIABLES,
        IMAGE,
        SERVICES,
        ARTIFACTS,
        ARTIFACTS_EXCLUDE,
        UPLOAD_MULTIPLE_ARTIFACTS,
        UPLOAD_RAW_ARTIFACTS,
        CACHE,
        FALLBACK_CACHE_KEYS,
        SERVICE_VARIABLES,
        SERVICE_MULTIPLE_ALIASES,
        IMAGE_EXECUTOR_OPTS,
        SERVICE_EXECUTOR_OPTS,
        REFSPECS,
        MASKING,
        RAW_VARIABLES,
        MULTI_BUILD_STEPS,
        TRACE_RESET,
        TRACE_CHECKSUM,
        TRACE_SIZE,
        CANCELABLE,
        RETURN_EXIT_CODE,
        CANCEL_GRACEFULLY,
        TWO_PHASE_JOB_COMMIT,
        VAULT_SECRETS,
        JOB_INPUTS);
  }
}
