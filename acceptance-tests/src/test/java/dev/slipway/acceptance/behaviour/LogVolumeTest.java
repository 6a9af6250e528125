package dev.slipway.acceptance.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.acceptance.coordinator.job.JobSpec;
import dev.slipway.acceptance.coordinator.job.OfferedJob;
import dev.slipway.domain.settings.ClusterClient;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * A job whose log has no place in its pod any more, or never had one. Mostly waits, and so runs
 * beside other classes.
 */
@Execution(ExecutionMode.CONCURRENT)
class LogVolumeTest {
  private static final String LOG_LOST = " (system failure): the script has ended but the log file";

  /** One megabyte for the log, in memory. */
  private static final String SMALL_VOLUME =
      """
      [[runners.kubernetes.pod_spec]]
        name = "small"
        patch = '{"volumes": [{"name": "logs", "emptyDir": {"medium": "Memory", "sizeLimit": "1Mi"}}]}'
      """;

  private static final String READ_ONLY_VOLUME =
      """
      [[runners.kubernetes.pod_spec]]
        name = "read-only"
        patch_type = "json"
        patch = '[{"op": "add", "path": "/containers/0/volumeMounts/1/readOnly", "value": true}, {"op": "add", "path": "/containers/1/volumeMounts/1/readOnly", "value": true}]'
      """;

  @RegisterExtension static final OnStage ON = new OnStage("log-volume");

  @BothClients
  void that_is_full_does_not_hang(ClusterClient client) {
    try (SoloRunner runner = ON.runnerWith(client, SMALL_VOLUME)) {
      OfferedJob job =
          runner.offer(
              patched(
                  JobSpec.script(
                      "echo begun",
                      "head -c 2000000 /dev/zero | tr '\\0' x | fold -w 1000",
                      "echo never")));

      runner.assertFailed(job, "runner_system_failure", LOG_LOST);
      assertThat(job.traceText())
          .contains("01O begun\n", "01O xxxx", "Give the pod more ephemeral storage")
          .doesNotContain("01O never\n");
    }
  }

  @BothClients
  void that_cannot_be_written_fails_the_job_and_is_named(ClusterClient client) {
    try (SoloRunner runner = ON.runnerWith(client, READ_ONLY_VOLUME)) {
      OfferedJob job = runner.offer(patched(JobSpec.script("echo never")));

      runner.assertFailed(job, "runner_system_failure", " (system failure): prepare environment: ");
      assertThat(job.traceText()).contains("/logs-").doesNotContain("01O never\n");
    }
  }

  @BothClients
  void whose_file_is_removed_does_not_hang(ClusterClient client) {
    assertLost(client, "rm -rf /logs-*/*", "echo done");
  }

  @BothClients
  void whose_file_is_a_folder_now_does_not_hang(ClusterClient client) {
    assertLost(client, "log=$(ls /logs-*/output.log)", "rm $log", "mkdir $log");
  }

  private static void assertLost(ClusterClient client, String... lines) {
    try (SoloRunner runner = ON.runner(client)) {
      OfferedJob job = runner.offer(JobSpec.script(lines).withAfterScript("echo never"));

      runner.assertFailed(job, "runner_system_failure", LOG_LOST);
      assertThat(job.traceText()).doesNotContain("01O never\n");
    }
  }

  private static JobSpec patched(JobSpec job) {
    return job.withVariable("FF_USE_ADVANCED_POD_SPEC_CONFIGURATION", "true");
  }
}
