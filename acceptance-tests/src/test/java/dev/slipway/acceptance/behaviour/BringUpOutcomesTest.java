package dev.slipway.acceptance.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.acceptance.coordinator.job.JobSpec;
import dev.slipway.acceptance.coordinator.job.OfferedJob;
import dev.slipway.domain.settings.ClusterClient;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** Pods that never come up. */
class BringUpOutcomesTest {
  private static Stage stage;

  @BeforeAll
  static void open() throws IOException {
    stage = new Stage("bring-up");
  }

  @AfterAll
  static void close() throws IOException {
    stage.close();
  }

  @BothClients
  void an_image_that_may_not_be_pulled_is_named(ClusterClient client) {
    try (SoloRunner runner =
        SoloRunner.but(
            stage, client, "pull_policy = \"if-not-present\"", "pull_policy = \"never\"")) {
      OfferedJob job = runner.offer(JobSpec.script("echo never").withImage("localhost/nothing:1"));

      runner.assertFailed(
          job,
          "runner_configuration_error",
          ": prepare environment: waiting for pod running: pulling image \"localhost/nothing:1\" for container build (pull policy Never)");
    }
  }

  @BothClients
  void an_image_that_cannot_be_pulled_is_named(ClusterClient client) {
    try (SoloRunner runner = SoloRunner.of(stage, client)) {
      OfferedJob job = runner.offer(JobSpec.script("echo never").withImage("localhost/nothing:1"));

      runner.assertFailed(
          job,
          "runner_external_dependency_failure",
          ": prepare environment: waiting for pod running: pulling image \"localhost/nothing:1\" for container build (pull policy IfNotPresent)");
      assertThat(job.traceText()).contains("Check the image's name and tag");
    }
  }

  @BothClients
  void a_pod_that_no_node_takes_says_why(ClusterClient client) {
    try (SoloRunner runner =
        SoloRunner.with(
            stage,
            client,
            "poll_timeout = 3\n[runners.kubernetes.node_selector]\n\"no\" = \"where\"")) {
      OfferedJob job = runner.offer(JobSpec.script("echo never"));

      runner.assertFailed(
          job,
          "runner_system_failure",
          " (system failure): waiting for pod running: timed out after 3 s: no node takes pod ");
      assertThat(job.traceText()).contains("change node_selector or tolerations");
    }
  }

  @BothClients
  void a_namespace_that_does_not_exist_is_named(ClusterClient client) {
    try (SoloRunner runner =
        SoloRunner.but(
            stage,
            client,
            "namespace = \"" + stage.namespace() + "\"",
            "namespace = \"nowhere\"")) {
      OfferedJob job = runner.offer(JobSpec.script("echo never"));

      runner.assertFailed(job, "runner_system_failure", " (system failure): ");
      assertThat(job.traceText()).contains("namespaces \"nowhere\" not found");
    }
  }
}
