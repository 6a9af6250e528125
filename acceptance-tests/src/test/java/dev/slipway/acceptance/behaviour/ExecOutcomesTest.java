package dev.slipway.acceptance.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.acceptance.coordinator.job.JobSpec;
import dev.slipway.acceptance.coordinator.job.OfferedJob;
import dev.slipway.domain.settings.ClusterClient;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What is particular to the exec strategy: a script's stream is all that tells of its end. */
@ByExec
class ExecOutcomesTest {
  private static final String UNKNOWN_END =
      " (system failure): running stage step_script in container build: it is not known how the script ended: ";
  private static final String UNTIL_TOLD = "until [ -e /tmp/go-on ]; do sleep 0.2; done";

  @RegisterExtension static final OnStage ON = new OnStage("exec");

  @BothClients
  void a_script_whose_connection_is_cut_fails_the_job_and_runs_once(ClusterClient client) {
    try (CutNetwork network = new CutNetwork(ON.stage().cluster());
        SoloRunner runner = ON.runnerOver(network, client)) {
      OfferedJob job = runner.offer(JobSpec.script("echo begun", "sleep 600"));
      job.awaitTraceContains("01O begun\n", Stage.LIMIT);

      network.cut();

      runner.assertFailed(job, "runner_system_failure", UNKNOWN_END);
      assertThat(job.traceText()).containsOnlyOnce("01O begun\n");
    }
  }

  @BothClients
  @Tag("long")
  void a_script_that_ends_while_its_connection_is_silent_fails_the_job(ClusterClient client) {
    try (CutNetwork network = new CutNetwork(ON.stage().cluster());
        SoloRunner runner = ON.runnerOver(network, client)) {
      OfferedJob job = runner.offer(JobSpec.script("echo begun", UNTIL_TOLD));
      job.awaitTraceContains("01O begun\n", Stage.LIMIT);

      network.silence();
      ON.stage().goOn(job.id());

      runner.assertFailed(
          job, "runner_system_failure", UNKNOWN_END + "nothing came over the stream");
      assertThat(job.traceText()).containsOnlyOnce("01O begun\n");
    }
  }

  @BothClients
  @Tag("long")
  void a_script_that_says_nothing_for_long_is_not_taken_for_lost(ClusterClient client) {
    try (SoloRunner runner = ON.runner(client)) {
      runner.passed(runner.offer(JobSpec.script("exec sleep 45")));
    }
  }

  @BothClients
  void an_image_without_a_shell_is_named(ClusterClient client) {
    try (SoloRunner runner = ON.runner(client)) {
      OfferedJob job = runner.offer(JobSpec.script("echo never").withImage("localhost/bare:1"));

      runner.assertFailed(job, "runner_system_failure", " (system failure): prepare environment: ");
      assertThat(job.traceText()).contains("The image has no shell");
    }
  }
}
