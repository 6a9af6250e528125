package dev.slipway.acceptance.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.acceptance.coordinator.job.JobSpec;
import dev.slipway.acceptance.coordinator.job.OfferedJob;
import dev.slipway.domain.settings.ClusterClient;
import io.fabric8.kubernetes.api.model.Pod;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A pod that is lost, broken or attacked while a script runs in it. */
class PodOutcomesTest {
  private static final String SYSTEM_FAILURE = " (system failure): ";

  // Memory of no process: whom the kernel kills for it is the one that is named here.
  private static final String USE_UP_THE_MEMORY =
      "echo 1000 >/proc/1/oom_score_adj; head -c 63000000 /dev/zero >/dev/shm/much";

  private static final Duration LONG = Duration.ofMinutes(5);

  @RegisterExtension static final OnStage ON = new OnStage("pods");

  @BothClients
  void a_pod_that_somebody_deletes_fails_the_job_at_once(ClusterClient client) {
    try (SoloRunner runner = ON.runner(client)) {
      OfferedJob job = runner.offer(JobSpec.script("echo begun", "sleep 600"));
      job.awaitTraceContains("01O begun\n", Stage.LIMIT);

      ON.stage().cluster().admin().resourceList(runner.pods()).delete();

      runner.assertFailed(job, "runner_system_failure", SYSTEM_FAILURE + "pod \"");
      assertThat(job.traceText()).contains("delete");
    }
  }

  @BothClients
  void a_pod_that_is_evicted_fails_the_job_and_says_by_whom(ClusterClient client) {
    try (SoloRunner runner = ON.runner(client)) {
      OfferedJob job = runner.offer(JobSpec.script("echo begun", "sleep 600"));
      job.awaitTraceContains("01O begun\n", Stage.LIMIT);

      Pod pod = runner.pods().getFirst();
      assertThat(ON.stage().cluster().admin().pods().resource(pod).evict()).isTrue();

      runner.assertFailed(job, "runner_system_failure", SYSTEM_FAILURE + "pod \"");
      assertThat(job.traceText())
          .contains("is disrupted: reason \"EvictionByEvictionAPI\"")
          .contains("(node " + pod.getSpec().getNodeName() + ")");
    }
  }

  // Kubelet looks at the disk when it has the time.
  @Tag("long")
  @BothClients
  void a_pod_that_writes_more_than_it_may_is_evicted_and_the_limit_named(ClusterClient client) {
    try (SoloRunner runner = ON.runnerWith(client, "ephemeral_storage_limit = \"20Mi\"")) {
      OfferedJob job =
          runner.offer(
              JobSpec.script(
                  "head -c 50000000 /dev/zero >/builds/much", "echo begun", "sleep 600"));

      runner.assertFailed(job, "runner_system_failure", SYSTEM_FAILURE + "pod \"", LONG);
      assertThat(job.traceText()).containsPattern("(?i)ephemeral.*limit");
    }
  }

  @BothClients
  void a_build_container_that_runs_out_of_memory_is_named_with_its_limit(ClusterClient client) {
    try (SoloRunner runner = ON.runnerWith(client, "memory_limit = \"48Mi\"")) {
      OfferedJob job = runner.offer(JobSpec.script(USE_UP_THE_MEMORY));

      runner.assertFailed(
          job,
          "runner_system_failure",
          SYSTEM_FAILURE + "Error in container build: exit code: 137, reason: 'OOMKilled'");
      assertThat(job.traceText())
          .contains("more memory than its limit of 48Mi: raise its memory_limit");
    }
  }

  @BothClients
  void a_helper_that_runs_out_of_memory_is_named_with_its_limit(ClusterClient client) {
    try (SoloRunner runner = ON.runnerWith(client, "helper_memory_limit = \"48Mi\"")) {
      OfferedJob job = runner.offer(JobSpec.script("echo begun", "sleep 600"));
      job.awaitTraceContains("01O begun\n", Stage.LIMIT);

      ON.stage().exec(runner.pods().getFirst(), "helper", "sh", "-c", USE_UP_THE_MEMORY);

      runner.assertFailed(
          job,
          "runner_system_failure",
          SYSTEM_FAILURE + "Error in container helper: exit code: 137, reason: 'OOMKilled'");
      assertThat(job.traceText()).contains("more memory than its limit of 48Mi");
    }
  }

  @BothClients
  void a_command_over_the_memory_limit_is_killed_and_fails_the_script(ClusterClient client) {
    try (SoloRunner runner = ON.runnerWith(client, "memory_limit = \"64Mi\"")) {
      OfferedJob job = runner.offer(JobSpec.script("tail /dev/zero"));

      runner.assertFailed(job, "script_failure", ": command terminated with exit code 137");
    }
  }

  @BothClients
  void a_container_whose_first_process_ends_is_named(ClusterClient client) {
    try (SoloRunner runner = ON.runner(client)) {
      OfferedJob job = runner.offer(JobSpec.script("kill -TERM 1", "sleep 600"));

      runner.assertFailed(
          job,
          "runner_system_failure",
          SYSTEM_FAILURE + "Error in container build: exit code: 0, reason: 'Completed'");
    }
  }

  @BothClients
  void a_script_that_kills_every_process_it_can_does_not_hang(ClusterClient client) {
    try (SoloRunner runner = ON.runner(client)) {
      OfferedJob job = runner.offer(JobSpec.script("echo begun", "kill -9 -1"));

      runner.assertFailed(
          job,
          "runner_system_failure",
          SYSTEM_FAILURE + "every process of the script in container build was killed");
    }
  }
}
