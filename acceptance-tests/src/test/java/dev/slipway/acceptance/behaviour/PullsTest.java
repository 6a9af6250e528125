package dev.slipway.acceptance.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.acceptance.cluster.Registry;
import dev.slipway.acceptance.coordinator.job.JobSpec;
import dev.slipway.acceptance.coordinator.job.OfferedJob;
import dev.slipway.domain.settings.ClusterClient;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * Images that come from a real registry, or do not. Mostly waits, and so runs beside other classes.
 */
@Execution(ExecutionMode.CONCURRENT)
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

  @BothClients
  void a_policy_of_always_pulls_what_the_node_has_already(ClusterClient client) {
    String image = Registry.open().newName("busybox");
    // The policy is that of every container, so the helper has to come from a registry too.
    String keys =
        "helper_image = \"%s\"\n    pull_policy = \"always\""
            .formatted(Registry.open().image("helper"));
    try (SoloRunner runner =
        SoloRunner.configured(
            stage,
            client,
            Configs.ONE_RUNNER.replaceFirst("helper_image = .*\n", "").replace(POLICY, keys))) {
      runner.passed(runner.offer(JobSpec.script("echo once").withImage(image)));
      runner.passed(runner.offer(JobSpec.script("echo twice").withImage(image)));
    }
    String pulled = "Successfully pulled image \"%s\"".formatted(image);
    assertThat(
            stage
                .cluster()
                .admin()
                .v1()
                .events()
                .inNamespace(stage.namespace())
                .informOnCondition(
                    events ->
                        events.stream()
                                .filter(event -> event.getMessage().startsWith(pulled))
                                .map(event -> event.getInvolvedObject().getUid())
                                .distinct()
                                .count()
                            == 2))
        .succeedsWithin(Stage.LIMIT);
  }

  @BothClients
  void a_job_that_brings_the_password_gets_its_image(ClusterClient client) {
    Registry registry = Registry.locked();
    try (SoloRunner runner = SoloRunner.of(stage, client)) {
      String log =
          runner.passed(
              runner.offer(
                  JobSpec.script("echo it runs")
                      .withImage(registry.newName("busybox"))
                      .withMaskedVariable("DOCKER_AUTH_CONFIG", registry.dockerConfig())));

      assertThat(log)
          .contains("01O it runs")
          .doesNotContain(registry.login().orElseThrow().password());
    }
  }

  @BothClients
  void a_secret_that_the_node_reads_too_late_is_waited_for(ClusterClient client) {
    Registry registry = Registry.locked();
    String name = "late-" + client.name().toLowerCase(Locale.ROOT);
    try (SoloRunner runner =
        SoloRunner.with(stage, client, "image_pull_secrets = [\"%s\"]".formatted(name))) {
      OfferedJob job =
          runner.offer(JobSpec.script("echo it runs").withImage(registry.newName("busybox")));
      job.awaitTraceContains("had not read the image pull secret " + name, Stage.LIMIT);

      stage
          .cluster()
          .admin()
          .secrets()
          .inNamespace(stage.namespace())
          .resource(
              new SecretBuilder()
                  .withNewMetadata()
                  .withName(name)
                  .endMetadata()
                  .withType("kubernetes.io/dockerconfigjson")
                  .addToStringData(".dockerconfigjson", registry.dockerConfig())
                  .build())
          .create();

      assertThat(runner.passed(job)).contains("01O it runs");
    }
  }

  @BothClients
  void a_wrong_password_is_said_to_be_none_without_telling_it(ClusterClient client) {
    Registry registry = Registry.locked();
    String user = registry.login().orElseThrow().user();
    Registry.Login wrong = new Registry.Login(user, "not-the-passw0rd");
    String credentials = new Registry(registry.address(), Optional.of(wrong)).dockerConfig();
    String image = registry.newName("busybox");
    try (SoloRunner runner = SoloRunner.of(stage, client)) {
      OfferedJob job =
          runner.offer(
              JobSpec.script("echo never")
                  .withImage(image)
                  .withMaskedVariable("DOCKER_AUTH_CONFIG", credentials));

      runner.assertFailed(
          job,
          "runner_configuration_error",
          ": prepare environment: waiting for pod running: pulling image \"%s\" for container build (pull policy IfNotPresent)"
              .formatted(image));
      assertThat(job.traceText())
          .contains("registry credential")
          .doesNotContain(wrong.password())
          .doesNotContain(credentials);
    }
  }
}
