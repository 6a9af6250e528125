package dev.slipway.acceptance.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.acceptance.coordinator.job.JobSpec;
import dev.slipway.acceptance.coordinator.job.JobState;
import dev.slipway.acceptance.coordinator.job.OfferedJob;
import dev.slipway.domain.settings.ClusterClient;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a job prints reaches GitLab while the job still runs. */
class LiveLogTest {
  @RegisterExtension static final OnStage ON = new OnStage("live-log");

  @BothClients
  void a_line_is_seen_while_its_command_goes_on_in_silence(ClusterClient client) {
    try (SoloRunner runner = ON.runner(client)) {
      OfferedJob job =
          runner.offer(
              JobSpec.script(
                  "echo 'first line'; until [ -e /tmp/go-on ]; do sleep 0.1; done; echo 'last line'"));

      job.awaitTraceContains("01O first line\n", Stage.LIMIT);

      assertThat(job.state()).isEqualTo(JobState.RUNNING);
      assertThat(job.traceText()).doesNotContain("01O last line\n");
      ON.stage().goOn(job.id());
      assertThat(runner.passed(job)).contains("01O last line\n");
    }
  }
}
