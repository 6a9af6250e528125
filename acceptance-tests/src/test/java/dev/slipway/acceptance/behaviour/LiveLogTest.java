package dev.slipway.acceptance.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.acceptance.coordinator.job.JobSpec;
import dev.slipway.acceptance.coordinator.job.JobState;
import dev.slipway.acceptance.coordinator.job.OfferedJob;
import dev.slipway.domain.settings.ClusterClient;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a job prints reaches GitLab while the job still runs. */
class LiveLogTest {
  @ParameterizedTest
  @EnumSource(ClusterClient.class)
  void a_line_is_seen_while_the_next_command_still_waits(ClusterClient client)
      throws IOException, InterruptedException {
    try (Stage stage = new Stage("live-log")) {
      String token = stage.newRunner();
      try (TestManager manager =
          TestManager.start(stage.config(Configs.ONE_RUNNER, client, token, ""))) {
        OfferedJob job =
            stage
                .gitlab()
                .offer(
                    JobSpec.script(
                            "echo printed before the wait",
                            "until [ -e /tmp/go ]; do sleep 0.1; done",
                            "echo printed after it")
                        .withRunnerToken(token));

        job.awaitTraceContains("01O printed before the wait\n", Stage.LIMIT);

        assertThat(job.state()).isEqualTo(JobState.RUNNING);
        assertThat(job.traceText()).doesNotContain("printed after it\n");
        letGo(stage, manager);
        job.awaitFinalUpdate(Stage.LIMIT);
        assertThat(job.finalUpdate().isSuccess()).isTrue();
        assertThat(job.traceText()).contains("01O printed after it\n");
      }
    }
  }

  private static void letGo(Stage stage, TestManager manager) throws InterruptedException {
    String pod =
        stage
            .cluster()
            .admin()
            .pods()
            .inNamespace(stage.namespace())
            .withLabel("slipway.dev/system-id", manager.systemId())
            .list()
            .getItems()
            .getFirst()
            .getMetadata()
            .getName();
    try (var exec =
        stage
            .cluster()
            .admin()
            .pods()
            .inNamespace(stage.namespace())
            .withName(pod)
            .inContainer("build")
            .writingOutput(OutputStream.nullOutputStream())
            .exec("touch", "/tmp/go")) {
      assertThat(exec.exitCode()).succeedsWithin(30, TimeUnit.SECONDS);
    }
  }
}
