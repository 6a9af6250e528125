package dev.slipway.domain.settings;

/**
 * What GitLab is told of a job.
 *
 * @param outputLimitKib size of the job log in KiB at which it is cut
 * @param finalUpdateRetryLimit tries for the last update of a job
 * @param debugTraceDisabled whether {@code CI_DEBUG_TRACE} is refused
 */
public record ReportingSettings(
    int outputLimitKib, int finalUpdateRetryLimit, boolean debugTraceDisabled) {
  /** GitLab Runner's. */
  public static final ReportingSettings DEFAULTS = new ReportingSettings(4096, 10, false);
}
