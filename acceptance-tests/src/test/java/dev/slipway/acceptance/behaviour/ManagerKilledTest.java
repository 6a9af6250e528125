package dev.slipway.acceptance.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.acceptance.coordinator.job.FinalUpdate;
import dev.slipway.acceptance.coordinator.job.JobSpec;
import dev.slipway.acceptance.coordinator.job.JobState;
import dev.slipway.acceptance.coordinator.job.OfferedJob;
import dev.slipway.acceptance.coordinator.wire.CallKind;
import dev.slipway.acceptance.coordinator.wire.Faults;
import dev.slipway.domain.settings.ClusterClient;
import java.io.IOException;
import java.time.Duration;
import java.util.function.Consumer;

/** A manager that is killed at each step of a job, and the one that comes after it. */
class ManagerKilledTest {
  // Programs of their own, several at once: on a busy machine they take their time to start.
  private static final Duration LIMIT = Duration.ofMinutes(4);
  private static final String NO_NODE =
      "[runners.kubernetes.node_selector]\n\"no\" = \"where\"".indent(4);

  private static final String LAST_LINE = "\u001b[32;1mJob succeeded\u001b[0;m\n";

  @BothClients
  void before_the_job_is_written_down_so_that_gitlab_hands_it_out_again(ClusterClient client)
      throws IOException {
    try (Stage stage = new Stage("killed")) {
      String systemId = ManagerProcess.newSystemId();
      String token = stage.newRunner();
      String config = stage.config(Configs.ONE_RUNNER, client, token, "");
      Faults.Gate ask = stage.gitlab().faults().hold(CallKind.JOB_REQUEST);
      OfferedJob job = stage.gitlab().offer(JobSpec.script("echo \"ran\"").withRunnerToken(token));
      killCutOff(stage, systemId, config, ask, () -> job.awaitTaken(LIMIT));
      assertThat(job.state()).as("nobody has accepted it").isEqualTo(JobState.PENDING);
      stage.assertNothingLeft(systemId, LIMIT);
      job.handOutAgain();
      try (ManagerProcess next = ManagerProcess.start(systemId, config)) {
        job.awaitFinalUpdate(LIMIT);
        assertThat(job.finalUpdate().isSuccess()).as(next.log()).isTrue();
        assertThat(job.traceText()).containsOnlyOnce("01O ran\n");
        stage.assertNothingLeft(systemId, LIMIT);
      }
    }
  }

  @BothClients
  void before_the_job_was_accepted(ClusterClient client) throws IOException {
    try (Stage stage = new Stage("killed")) {
      Faults.Gate gate = stage.gitlab().faults().hold(CallKind.JOB_RUNNING);
      assertCleared(stage, client, "", _ -> gate.awaitArrival(LIMIT));
    }
  }

  @BothClients
  void while_the_pod_comes_up(ClusterClient client) throws IOException {
    try (Stage stage = new Stage("killed")) {
      assertCleared(stage, client, NO_NODE, job -> job.awaitTraceContains("Unschedulable", LIMIT));
    }
  }

  @BothClients
  void while_it_reports_the_end(ClusterClient client) throws IOException {
    try (Stage stage = new Stage("killed")) {
      Faults.Gate gate = stage.gitlab().faults().hold(CallKind.JOB_FINAL);
      assertCleared(stage, client, "", _ -> gate.awaitArrival(LIMIT));
    }
  }

  @BothClients
  void while_it_removes_what_it_made(ClusterClient client) throws IOException {
    try (Stage stage = new Stage("killed")) {
      String systemId = ManagerProcess.newSystemId();
      String token = stage.newRunner();
      String config = stage.config(Configs.ONE_RUNNER, client, token, "");
      Faults.Gate end = stage.gitlab().faults().hold(CallKind.JOB_FINAL);
      OfferedJob job = stage.gitlab().offer(JobSpec.script("echo \"ran\"").withRunnerToken(token));
      killCutOff(stage, systemId, config, end, () -> job.awaitFinalUpdate(LIMIT));
      assertThat(stage.pod(job.id())).isNotNull();
      try (ManagerProcess next = ManagerProcess.start(systemId, config)) {
        stage.assertNothingLeft(systemId, LIMIT);
        assertThat(job.state()).as(next.log()).isEqualTo(JobState.SUCCESS);
        assertThat(job.traceText()).containsOnlyOnce("01O ran\n").endsWith(LAST_LINE);
      }
    }
  }

  @BothClients
  void while_the_script_runs_and_another_manager_of_the_same_machine_lives(ClusterClient client)
      throws IOException {
    try (Stage stage = new Stage("killed")) {
      String systemId = ManagerProcess.newSystemId();
      String first = stage.newRunner();
      String second = stage.newRunner();
      try (ManagerProcess killed = start(stage, systemId, client, first, "");
          ManagerProcess lives = start(stage, systemId, client, second, "")) {
        OfferedJob lost =
            stage.gitlab().offer(JobSpec.script("echo begun", "sleep 600").withRunnerToken(first));
        OfferedJob kept =
            stage
                .gitlab()
                .offer(
                    JobSpec.script("echo begun", "until [ -e /tmp/go-on ]; do sleep 0.1; done")
                        .withRunnerToken(second));
        lost.awaitTraceContains("01O begun\n", LIMIT);
        kept.awaitTraceContains("01O begun\n", LIMIT);
        killed.kill();
        try (ManagerProcess next = start(stage, systemId, client, first, "")) {
          assertReported(lost, next);
          assertThat(lost.traceText()).containsOnlyOnce("01O begun\n");

          stage.goOn(kept.id());
          kept.awaitFinalUpdate(LIMIT);
          assertThat(kept.finalUpdate().isSuccess()).as(lives.log()).isTrue();
          stage.assertNothingLeft(systemId, LIMIT);
        }
      }
    }
  }

  @BothClients
  void while_the_script_runs_and_its_record_is_lost(ClusterClient client) throws IOException {
    try (Stage stage = new Stage("killed")) {
      String systemId = ManagerProcess.newSystemId();
      String token = stage.newRunner();
      OfferedJob job =
          stage.gitlab().offer(JobSpec.script("echo begun", "sleep 600").withRunnerToken(token));
      try (ManagerProcess killed = start(stage, systemId, client, token, "")) {
        job.awaitTraceContains("01O begun\n", LIMIT);
        killed.kill();
      }
      var records =
          stage
              .cluster()
              .admin()
              .secrets()
              .inNamespace(stage.namespace())
              .withLabel("slipway.dev/record");
      assertThat(records.list().getItems()).hasSize(1);
      records.delete();
      try (ManagerProcess next = start(stage, systemId, client, token, "")) {
        stage.assertNothingLeft(systemId, LIMIT);
        assertThat(next.log()).contains("belongs to no job any more, removing it");
        assertThat(job.traceText()).containsOnlyOnce("01O begun\n");
      }
    }
  }

  /** Cuts a manager off from the cluster where it comes to the gate; kills it at a later step. */
  private static void killCutOff(
      Stage stage, String systemId, String config, Faults.Gate gate, Runnable step)
      throws IOException {
    try (CutNetwork network = new CutNetwork(stage.cluster());
        ManagerProcess killed = ManagerProcess.start(systemId, network.through(config))) {
      gate.awaitArrival(LIMIT);
      network.away();
      gate.open();
      step.run();
      killed.kill();
    }
  }

  private static void assertCleared(
      Stage stage, ClusterClient client, String keys, Consumer<OfferedJob> step) {
    String systemId = ManagerProcess.newSystemId();
    String token = stage.newRunner();
    OfferedJob job = stage.gitlab().offer(JobSpec.script("echo \"ran\"").withRunnerToken(token));
    try (ManagerProcess killed = start(stage, systemId, client, token, keys)) {
      step.accept(job);
      stage.awaitPod(systemId);
      killed.kill();
    }
    try (ManagerProcess next = start(stage, systemId, client, token, keys)) {
      assertReported(job, next);
      stage.assertNothingLeft(systemId, LIMIT);
    }
  }

  private static void assertReported(OfferedJob job, ManagerProcess next) {
    job.awaitFinalUpdate(LIMIT);
    FinalUpdate update = job.finalUpdate();
    assertThat(update.state()).as(next.log()).isEqualTo("failed");
    assertThat(update.failureReason()).hasValue("runner_system_failure");
    assertThat(job.traceText())
        .contains(
            "ERROR: Job failed (system failure): the runner's process ended without warning while it ran this job");
  }

  private static ManagerProcess start(
      Stage stage, String systemId, ClusterClient client, String token, String keys) {
    return ManagerProcess.start(
        systemId, stage.config(Configs.ONE_RUNNER, client, token, "") + keys);
  }
}
