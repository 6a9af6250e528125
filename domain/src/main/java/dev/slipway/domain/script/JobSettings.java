package dev.slipway.domain.script;

import dev.slipway.domain.job.JobPayload;
import dev.slipway.domain.sources.GitSettings;
import dev.slipway.domain.sources.GitSettingsReader;
import dev.slipway.domain.sources.SettingReader;
import dev.slipway.domain.variable.JobVariables;
import java.util.List;

/**
 * What a job sets by its variables.
 *
 * @param getSourcesAttempts each number of attempts is from 1 to 10
 * @param debugTrace {@code CI_DEBUG_TRACE}, unless the runner forbids it
 * @param debugServices {@code CI_DEBUG_SERVICES}, unless the runner forbids it
 * @param afterScriptIgnoreErrors whether a failing {@code after_script} changes nothing
 * @param warnings a sentence for each value that was not taken as it is
 */
public record JobSettings(
    GitSettings git,
    int getSourcesAttempts,
    int restoreCacheAttempts,
    int artifactDownloadAttempts,
    int secretsRetrievalAttempts,
    boolean debugTrace,
    boolean debugServices,
    boolean afterScriptIgnoreErrors,
    List<String> warnings) {

  public JobSettings {
    warnings = List.copyOf(warnings);
  }

  /**
   * Reads the settings from the job's variables.
   *
   * @param debugTraceDisabled {@code debug_trace_disabled} of the runner
   */
  public static JobSettings read(
      JobPayload payload, JobVariables variables, boolean debugTraceDisabled) {
    SettingReader reader = new SettingReader(variables);
    int getSources = reader.attempts("GET_SOURCES_ATTEMPTS");
    int restoreCache = reader.attempts("RESTORE_CACHE_ATTEMPTS");
    int artifactDownload = reader.attempts("ARTIFACT_DOWNLOAD_ATTEMPTS");
    int secrets = reader.attempts("SECRETS_RETRIEVAL_ATTEMPTS");
    reader.attempts("EXECUTOR_JOB_SECTION_ATTEMPTS"); // Docker's; only its value is checked
    GitSettings git = GitSettingsReader.read(payload, reader);
    boolean ignoreErrors = reader.bool("AFTER_SCRIPT_IGNORE_ERRORS", true);
    boolean trace = reader.bool("CI_DEBUG_TRACE", false);
    boolean services = reader.bool("CI_DEBUG_SERVICES", false);
    if (debugTraceDisabled && trace) {
      reader.warn("CI_DEBUG_TRACE: usage is disabled on this Runner");
    }
    if (debugTraceDisabled && services) {
      reader.warn("CI_DEBUG_SERVICES: usage is disabled on this Runner");
    }
    return new JobSettings(
        git,
        getSources,
        restoreCache,
        artifactDownload,
        secrets,
        trace && !debugTraceDisabled,
        services && !debugTraceDisabled,
        ignoreErrors,
        reader.warnings());
  }

  /** All warnings as the one text that the log shows; empty where there are none. */
  public String warningText() {
    return String.join("\n", warnings);
  }
}
