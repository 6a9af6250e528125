package dev.slipway.acceptance.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.acceptance.cluster.Registry;
import dev.slipway.acceptance.coordinator.job.JobSpec;
import dev.slipway.acceptance.coordinator.job.OfferedJob;
import dev.slipway.domain.settings.ClusterClient;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** Images that come from a real registry, or do not. */
class PullsTest {
  private static final String POLICY = "pull_policy = \"if-not-present\"";
  private static Stage stage;

  @BeforeAll
  static void open() throws IOException {
    stage = new Stage("pulls");
  }

  @AfterAll
  static void close() throws IOException {
    stage.close();
  }

  @BothClients
  void an_image_that_no_node_has_is_pulled(ClusterClient client) {
    try (SoloRunner runner = SoloRunner.of(stage, client)) {
      String image = Registry.open().newName("busybox");

      assertThat(
              runner.passed(
                  runner.offer(JobSpec.script("busybox cat --help 2>&1").withImage(image))))
          .contains("Using Kubernetes executor with image " + image)
          .contains("01O BusyBox v");
    }
  }

  @BothClients
  void an_image_that_the_registry_lacks_is_tried_by_each_policy(ClusterClient client) {
    String image = Registry.open().missingImage();
    try (SoloRunner runner =
        SoloRunner.but(stage, client, POLICY, "pull_policy = [\"always\", \"if-not-present\"]")) {
      OfferedJob job =
          runner.offer(
              JobSpec.script("echo never")
                  .with("{\"image\": {\"name\": \"%s\"}}".formatted(image)));

      runner.assertFailed(
          job,
          "runner_configuration_error",
          ": prepare environment: waiting for pod running: pulling image \"%s\" for container build (pull policy IfNotPresent)"
              .formatted(image));
      assertThat(job.traceText())
          .contains("Failed to pull image \"%s\" for container".formatted(image))
          .contains("Attempt #2: Trying \"IfNotPresent\" pull policy for \"%s\"".formatted(image))
          .contains("not found");
    }
  }

  @BothClients
  void a_dead_registry_is_no_matter_where_the_image_is_already_there(ClusterClient client) {
    // Nothing answers at the registry of this name, but the node has the image.
    String image = "localhost/dash-ci:1";
    try (SoloRunner runner =
        SoloRunner.with(
            stage, client, "allowed_pull_policies = [\"always\", \"if-not-present\"]")) {
      OfferedJob job =
          runner.offer(
              JobSpec.script("echo it runs")
                  .with(
                      "{\"image\": {\"name\": \"%s\", \"pull_policy\": [\"always\", \"if-not-present\"]}}"
                          .formatted(image)));

      assertThat(runner.passed(job))
          .contains(
              "Failed to pull image \"%s\" for container \"build\" with policy \"Always\""
                  .formatted(image))
          .contains("Attempt #2: Trying \"IfNotPresent\" pull policy for \"%s\"".formatted(image))
          .contains("01O it runs");
    }
  }

  @BothClients
  void a_registry_that_wants_a_password_is_named_without_telling_it(ClusterClient client) {
    Registry registry = Registry.locked();
    String image = registry.newName("busybox");
    try (SoloRunner runner = SoloRunner.of(stage, client)) {
      OfferedJob job = runner.offer(JobSpec.script("echo never").withImage(image));

      runner.assertFailed(
          job,
          "runner_configuration_error",
          ": prepare environment: waiting for pod running: pulling image \"%s\" for container build (pull policy IfNotPresent)"
              .formatted(image));
      assertThat(job.traceText())
          .contains("add a registry credential")
          .doesNotContain(registry.login().orElseThrow().password());
    }
  }
}
