package dev.slipway.acceptance.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.acceptance.coordinator.job.JobSpec;
import dev.slipway.acceptance.coordinator.job.OfferedJob;
import dev.slipway.domain.settings.ClusterClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** An admission webhook of the cluster. Mostly waits, and so runs beside other classes. */
@Execution(ExecutionMode.CONCURRENT)
class AdmissionWebhookTest {
  @TempDir static Path folder;

  @BothClients
  void that_is_slow_is_waited_for_and_the_pod_is_made_once(ClusterClient client) throws Exception {
    Path keys = Files.createDirectory(folder.resolve(client.name()));
    try (Stage stage = new Stage("webhook");
        AdmissionWebhook webhook = new AdmissionWebhook(stage, keys, Duration.ofSeconds(11));
        SoloRunner runner = SoloRunner.of(stage, client)) {
      assertThat(runner.passed(runner.offer(JobSpec.script("echo hi")))).contains("01O hi\n");
      assertThat(webhook.asked()).isEqualTo(1);
    }
  }

  @Tag("long")
  @BothClients
  void that_cannot_be_reached_is_named(ClusterClient client) throws Exception {
    Path keys = Files.createDirectory(folder.resolve("away-" + client.name()));
    try (Stage stage = new Stage("webhook");
        AdmissionWebhook webhook = new AdmissionWebhook(stage, keys, Duration.ZERO);
        SoloRunner runner = SoloRunner.of(stage, client)) {
      webhook.goAway();
      OfferedJob job = runner.offer(JobSpec.script("echo never"));

      runner.assertFailed(
          job,
          "runner_system_failure",
          " (system failure): prepare environment: setting up build pod: Internal error occurred:"
              + " failed calling webhook \"behaviour.slipway.dev\": ",
          Duration.ofMinutes(4));
      assertThat(job.traceText())
          .containsOnlyOnce("The Kubernetes API is not available (Internal error occurred: ")
          .contains("Look at the API server, the webhooks that it calls, and the network to it.");
    }
  }
}
