package dev.slipway.acceptance.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.acceptance.coordinator.job.JobSpec;
import dev.slipway.acceptance.coordinator.job.JobState;
import dev.slipway.acceptance.coordinator.job.OfferedJob;
import dev.slipway.domain.settings.ClusterClient;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A job that is ended by a person, by GitLab or by the end of the manager. */
class CancelOutcomesTest {
  // GitLab does not list job_canceled among the reasons that it takes: the fallback is sent.
  private static final String CANCELED = "unknown_failure";

  private static final String CHILD_STATE =
      "if grep -qs 4321 /proc/$(cat /tmp/child)/cmdline; then echo lives; else echo gone; fi";

  private static final String CARRIES =
      """
      {
        "artifacts": [
          {"name": "bad", "paths": ["deps/"], "when": "on_failure", "artifact_type": "archive", "artifact_format": "zip"},
          {"name": "ever", "paths": ["deps/x"], "when": "always", "artifact_type": "codequality", "artifact_format": "raw"},
          {"name": "good", "paths": ["deps/x"], "when": "on_success", "artifact_type": "junit", "artifact_format": "gzip"}
        ],
        "cache": [
          {"key": "good", "paths": ["deps/"], "when": "on_success", "policy": "push"},
          {"key": "bad", "paths": ["deps/"], "when": "on_failure", "policy": "push"}
        ]
      }
      """;

  @RegisterExtension static final OnStage ON = new OnStage("cancel");

  @BothClients
  void a_cancel_ends_the_script_with_its_children_and_after_script_runs(ClusterClient client) {
    try (SoloRunner runner = ON.runner(client)) {
      OfferedJob job =
          runner.offer(
              JobSpec.script(
                      "sleep 4321 & echo $! >/tmp/child",
                      // What it has spoiled does not save it.
                      "rm -f /scripts-*/.pid-*",
                      "echo begun",
                      "sleep 4322 | cat",
                      "echo never")
                  .withAfterScript("echo \"status $CI_JOB_STATUS\"", CHILD_STATE));
      job.awaitTraceContains("01O begun\n", Stage.LIMIT);

      job.cancel();

      runner.assertFailed(job, CANCELED, ": canceled");
      assertThat(job.traceText())
          .contains("WARNING: script canceled externally (UI, API)")
          .contains("01O status canceled\n")
          .contains("01O gone\n")
          .doesNotContain("01O never\n");
    }
  }

  @BothClients
  void a_job_that_ignores_the_polite_signal_is_canceled_all_the_same(ClusterClient client) {
    try (SoloRunner runner = ON.runner(client)) {
      OfferedJob job =
          runner.offer(
              JobSpec.script("trap '' TERM", "echo begun", "while :; do sleep 1; done")
                  .withAfterScript("echo \"status $CI_JOB_STATUS\""));
      job.awaitTraceContains("01O begun\n", Stage.LIMIT);

      job.cancel();

      runner.assertFailed(job, CANCELED, ": canceled");
      assertThat(job.traceText()).contains("01O status canceled\n");
    }
  }

  @BothClients
  void a_cancel_while_the_pod_starts_ends_the_job(ClusterClient client) {
    try (SoloRunner runner =
        ON.runnerWith(client, "[runners.kubernetes.node_selector]\n\"no\" = \"where\"")) {
      OfferedJob job = runner.offer(JobSpec.script("echo never"));
      job.awaitTraceContains("Unschedulable", Stage.LIMIT);

      job.cancel();

      runner.assertFailed(job, CANCELED, ": canceled");
      assertThat(job.traceText()).doesNotContain("01O never\n");
    }
  }

  @BothClients
  void a_cancel_while_the_sources_are_fetched_ends_the_job_and_cleans_up(ClusterClient client) {
    try (SoloRunner runner =
        ON.runnerThatCarries(
            client, "pre_get_sources_script = \"echo begun; sleep 600; echo never\"")) {
      OfferedJob job =
          runner.offer(JobSpec.script("echo never").withAfterScript("echo never").with(CARRIES));
      job.awaitTraceContains("01O begun\n", Stage.LIMIT);

      job.cancel();

      runner.assertFailed(job, CANCELED, ": canceled");
      assertThat(job.traceText())
          .contains("Cleaning up project directory and file based variables")
          .doesNotContain("01O never\n");
      assertThat(job.artifacts()).isEmpty();
    }
  }

  @BothClients
  void a_canceled_job_keeps_what_is_meant_for_a_failed_one(ClusterClient client) {
    try (SoloRunner runner = ON.runnerThatCarries(client, "")) {
      OfferedJob job =
          runner.offer(
              JobSpec.script("mkdir deps; echo x >deps/x", "echo begun", "sleep 600")
                  .with(CARRIES));
      job.awaitTraceContains("01O begun\n", Stage.LIMIT);

      job.cancel();

      runner.assertFailed(job, CANCELED, ": canceled");
      assertThat(ArtifactText.lines(job.artifacts()))
          .containsExactly(
              "archive: zip bad.zip, never: deps/ deps/x", "codequality: raw ever, never: x|");
      assertThat(job.traceText())
          .contains("Creating cache bad...", "Created cache")
          .doesNotContain("Creating cache good...");
    }
  }

  @BothClients
  void nothing_runs_any_more_where_gitlab_has_ended_the_job(ClusterClient client) {
    assertEndsWithTheJob(
        client, JobSpec.script("echo begun", "sleep 600").withAfterScript("sleep 600"));
  }

  @BothClients
  void after_script_ends_where_gitlab_has_ended_the_job(ClusterClient client) {
    assertEndsWithTheJob(
        client, JobSpec.script("echo done").withAfterScript("echo begun", "sleep 600"));
  }

  private static void assertEndsWithTheJob(ClusterClient client, JobSpec spec) {
    try (SoloRunner runner = ON.runner(client)) {
      OfferedJob job = runner.offer(spec);
      job.awaitTraceContains("01O begun\n", Stage.LIMIT);

      job.cancelAtOnce();

      ON.stage().assertNothingLeft(runner.manager().systemId());
      assertThat(job.state()).isEqualTo(JobState.CANCELED);
    }
  }

  @BothClients
  void nothing_is_left_of_a_pod_that_was_to_start_where_gitlab_has_ended_the_job(
      ClusterClient client) {
    try (SoloRunner runner =
        ON.runnerWith(client, "[runners.kubernetes.node_selector]\n\"no\" = \"where\"")) {
      OfferedJob job = runner.offer(JobSpec.script("echo never"));
      job.awaitTraceContains("Unschedulable", Stage.LIMIT);

      job.cancelAtOnce();

      ON.stage().assertNothingLeft(runner.manager().systemId());
      assertThat(job.state()).isEqualTo(JobState.CANCELED);
    }
  }

  @BothClients
  void a_cancel_after_the_script_lets_after_script_end(ClusterClient client) {
    try (SoloRunner runner = ON.runner(client)) {
      OfferedJob job =
          runner.offer(
              JobSpec.script("echo done")
                  .withAfterScript(
                      "echo begun",
                      "until [ -e /tmp/go-on ]; do echo tick; sleep 0.2; done",
                      "echo after"));
      job.awaitTraceContains("01O begun\n", Stage.LIMIT);

      job.cancel();
      // The answer to the first piece of the log from now on tells of the cancel, and the second
      // piece comes after that answer.
      job.awaitTraceSize(job.trace().length + 1, Stage.LIMIT);
      job.awaitTraceSize(job.trace().length + 1, Stage.LIMIT);
      ON.stage().goOn(job.id());

      job.awaitFinalUpdate(Stage.LIMIT);
      assertThat(job.traceText())
          .contains("01O after\n")
          .doesNotContain("canceled externally")
          .contains("Job succeeded");
      ON.stage().assertNothingLeft(runner.manager().systemId());
    }
  }

  @BothClients
  void the_end_of_the_manager_aborts_the_job_and_says_so(ClusterClient client) {
    try (SoloRunner runner = ON.runner(client)) {
      OfferedJob job =
          runner.offer(JobSpec.script("echo begun", "sleep 600").withAfterScript("sleep 600"));
      job.awaitTraceContains("01O begun\n", Stage.LIMIT);

      runner.manager().manager().loop().abort("terminated");

      runner.assertFailed(job, "runner_interrupted", ": aborted: terminated");
    }
  }
}
