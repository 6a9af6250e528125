package dev.slipway.acceptance.coordinator.api;

import java.util.List;
import java.util.Set;

/** The names in {@code info.features}, by the time since when runners send them. */
final class RunnerFeatures {
  /** Sent by every runner since 14.10. */
  static final List<String> OLDEST =
      List.of(
          "variables",
          "image",
          "services",
          "artifacts",
          "cache",
          "shared",
          "upload_multiple_artifacts",
          "upload_raw_artifacts",
          "session",
          "terminal",
          "refspecs",
          "masking",
          "proxy",
          "raw_variables",
          "artifacts_exclude",
          "multi_build_steps",
          "trace_reset",
          "trace_checksum",
          "trace_size",
          "vault_secrets",
          "cancelable",
          "return_exit_code",
          "service_variables");

  /** Added between 15.8 and 18.9. */
  static final List<String> LATER =
      List.of(
          "fallback_cache_keys",
          "service_multiple_aliases",
          "image_executor_opts",
          "service_executor_opts",
          "cancel_gracefully",
          "native_steps_integration",
          "two_phase_job_commit",
          "job_inputs");

  /** The latest addition: a runner that sends it has to send all the others, too. */
  static final String NEWEST = "job_inputs";

  private static final Set<String> OLD = Set.copyOf(OLDEST);
  private static final Set<String> NEW = Set.copyOf(LATER);

  private RunnerFeatures() {}

  static boolean isKnown(String name) {
    return OLD.contains(name) || NEW.contains(name);
  }
}
