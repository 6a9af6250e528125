package dev.slipway.acceptance.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.acceptance.coordinator.job.JobSpec;
import dev.slipway.acceptance.coordinator.job.OfferedJob;
import dev.slipway.domain.settings.ClusterClient;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** A pod that is lost, broken or attacked while a script runs in it. */
class PodOutcomesTest {
  private static final String SYSTEM_FAILURE = " (system failure): ";
  private static Stage stage;

  @BeforeAll
  static void open() throws IOException {
    stage = new Stage("pods");
  }

  @AfterAll
  static void close() throws IOException {
    stage.close();
  }

  @BothClients
  void a_pod_that_somebody_deletes_fails_the_job_at_once(ClusterClient client) {
    try (SoloRunner runner = SoloRunner.of(stage, client)) {
      OfferedJob job = runner.offer(JobSpec.script("echo begun", "sleep 600"));
      job.awaitTraceContains("01O begun\n", Stage.LIMIT);

      stage.cluster().admin().resourceList(runner.pods()).delete();

      runner.assertFailed(job, "runner_system_failure", SYSTEM_FAILURE + "pod \"");
      assertThat(job.traceText()).contains("delete");
    }
  }

  @BothClients
  void a_command_over_the_memory_limit_is_killed_and_fails_the_script(ClusterClient client) {
    try (SoloRunner runner = SoloRunner.with(stage, client, "memory_limit = \"64Mi\"")) {
      OfferedJob job = runner.offer(JobSpec.script("tail /dev/zero"));

      runner.assertFailed(job, "script_failure", ": command terminated with exit code 137");
    }
  }

  @BothClients
  void a_container_whose_first_process_ends_is_named(ClusterClient client) {
    try (SoloRunner runner = SoloRunner.of(stage, client)) {
      OfferedJob job = runner.offer(JobSpec.script("kill -TERM 1", "sleep 600"));

      runner.assertFailed(
          job,
          "runner_system_failure",
          SYSTEM_FAILURE + "Error in container build: exit code: 0, reason: 'Completed'");
    }
  }

  @BothClients
  void a_script_that_kills_every_process_it_can_does_not_hang(ClusterClient client) {
    try (SoloRunner runner = SoloRunner.of(stage, client)) {
      OfferedJob job = runner.offer(JobSpec.script("echo begun", "kill -9 -1"));

      runner.assertFailed(
          job,
          "runner_system_failure",
          SYSTEM_FAILURE + "every process of the script in container build was killed");
    }
  }

  @BothClients
  void a_script_that_removes_the_log_file_does_not_hang(ClusterClient client) {
    try (SoloRunner runner = SoloRunner.of(stage, client)) {
      OfferedJob job = runner.offer(JobSpec.script("echo begun", "rm -rf /logs-*/*", "echo done"));

      runner.assertFailed(
          job, "runner_system_failure", SYSTEM_FAILURE + "the script has ended but the log file");
    }
  }
}
