package dev.slipway.acceptance.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.acceptance.coordinator.job.JobSpec;
import dev.slipway.acceptance.coordinator.job.OfferedJob;
import dev.slipway.domain.settings.ClusterClient;
import java.time.Duration;
import org.junit.jupiter.api.extension.RegisterExtension;

/** How scripts end, by themselves and by their time limits. */
class ScriptOutcomesTest {
  @RegisterExtension static final OnStage ON = new OnStage("scripts");

  @BothClients
  void the_jobs_time_limit_ends_all_of_it(ClusterClient client) {
    try (SoloRunner runner = ON.runner(client)) {
      OfferedJob job =
          runner.offer(
              JobSpec.script("sleep 600")
                  .withAfterScript("echo never")
                  .withTimeout(Duration.ofSeconds(15)));

      runner.assertFailed(job, "job_execution_timeout", ": execution took longer than 15s seconds");
      assertThat(job.traceText())
          .contains("step_script could not run to completion because the timeout was exceeded")
          .doesNotContain("01O never\n");
    }
  }

  @BothClients
  void the_scripts_own_time_limit_leaves_time_for_after_script(ClusterClient client) {
    try (SoloRunner runner = ON.runner(client)) {
      OfferedJob job =
          runner.offer(
              JobSpec.script("sleep 600")
                  .withAfterScript("echo \"status $CI_JOB_STATUS\"")
                  .withVariable("RUNNER_SCRIPT_TIMEOUT", "1s"));

      runner.assertFailed(
          job, "job_execution_timeout", ": script timeout: context deadline exceeded");
      assertThat(job.traceText())
          .contains("step_script could not run to completion because the timeout was exceeded")
          .contains("01O status timedout\n");
    }
  }

  @BothClients
  void a_command_killed_by_a_signal_keeps_its_code(ClusterClient client) {
    assertScriptFails(client, 137, "sh -c 'kill -9 $$'");
  }

  @BothClients
  void a_script_that_kills_its_own_shell_fails_with_that_code(ClusterClient client) {
    assertScriptFails(client, 137, "kill -9 0");
  }

  @BothClients
  void a_script_that_takes_away_what_carries_it_ends_as_it_does(ClusterClient client) {
    try (SoloRunner runner = ON.runner(client)) {
      String tools = "head sed setsid cksum sha256sum md5sum wc tee";
      OfferedJob job =
          runner.offer(
              JobSpec.script("pkill tee || :; cd /usr/bin; rm " + tools)
                  .withAfterScript("echo \"status $CI_JOB_STATUS\""));

      assertThat(runner.passed(job))
          .contains("01O status success\n")
          .doesNotContain("command not found");
    }
  }

  @BothClients
  void a_script_that_a_signal_kills_tells_nothing_of_what_it_knows(ClusterClient client) {
    try (SoloRunner runner = ON.runner(client)) {
      OfferedJob job =
          runner.offer(
              JobSpec.script("ulimit -f 0; echo x >/tmp/x").withVariable("KNOWN", "to-nobody"));

      runner.assertFailed(job, "script_failure", ": command terminated with exit code 153");
      assertThat(job.traceText()).doesNotContain("to-nobody");
    }
  }

  @BothClients
  void a_pipeline_fails_with_its_first_part(ClusterClient client) {
    assertScriptFails(client, 3, "sh -c 'exit 3' | cat", "echo never");
  }

  @BothClients
  void lines_like_our_markers_mean_nothing(ClusterClient client) {
    assertScriptFails(
        client,
        6,
        "printf '{\"script\": \"x\"}\\n{\"command_exit_code\": 0, \"script\": \"x\"}\\n'",
        "printf '{\"command_exit_code\": 0, \"script\": \"step_script\"}\\n'",
        "exit 6");
  }

  @BothClients
  void standard_input_is_empty(ClusterClient client) {
    assertScriptFails(client, 7, "cat >/tmp/all; test -s /tmp/all || exit 7");
  }

  @BothClients
  void a_background_process_does_not_hold_the_job(ClusterClient client) {
    try (SoloRunner runner = ON.runner(client)) {
      OfferedJob job = runner.offer(JobSpec.script("sleep 600 &", "echo done"));

      job.awaitFinalUpdate(Stage.LIMIT);

      assertThat(job.finalUpdate().isSuccess()).as(job.traceText()).isTrue();
      ON.stage().assertNothingLeft(runner.manager().systemId());
    }
  }

  private static void assertScriptFails(ClusterClient client, int code, String... lines) {
    try (SoloRunner runner = ON.runner(client)) {
      OfferedJob job = runner.offer(JobSpec.script(lines));
      runner.assertFailed(job, "script_failure", ": command terminated with exit code " + code);
      assertThat(job.finalUpdate().exitCode()).hasValue(code);
      assertThat(job.traceText()).doesNotContain("01O never\n");
    }
  }
}
