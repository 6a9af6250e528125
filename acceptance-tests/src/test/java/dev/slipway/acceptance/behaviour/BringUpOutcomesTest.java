package dev.slipway.acceptance.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.acceptance.coordinator.job.JobSpec;
import dev.slipway.acceptance.coordinator.job.OfferedJob;
import dev.slipway.domain.failure.FailureException;
import dev.slipway.domain.settings.ClusterClient;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceQuotaBuilder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Pods that never come up. */
class BringUpOutcomesTest {
  private static final String QUOTA = "pods-of-the-test";

  @RegisterExtension static final OnStage ON = new OnStage("bring-up");

  @BothClients
  void an_image_that_may_not_be_pulled_is_named(ClusterClient client) {
    try (SoloRunner runner =
        SoloRunner.but(
            ON.stage(), client, "pull_policy = \"if-not-present\"", "pull_policy = \"never\"")) {
      OfferedJob job = runner.offer(JobSpec.script("echo never").withImage("localhost/nothing:1"));

      runner.assertFailed(
          job,
          "runner_configuration_error",
          ": prepare environment: waiting for pod running: pulling image \"localhost/nothing:1\" for container build (pull policy Never)");
    }
  }

  @BothClients
  void an_image_that_cannot_be_pulled_is_named(ClusterClient client) {
    try (SoloRunner runner = ON.runner(client)) {
      OfferedJob job = runner.offer(JobSpec.script("echo never").withImage("localhost/nothing:1"));

      runner.assertFailed(
          job,
          "runner_external_dependency_failure",
          ": prepare environment: waiting for pod running: pulling image \"localhost/nothing:1\" for container build (pull policy IfNotPresent)");
      assertThat(job.traceText())
          .contains("Check the image's name and tag")
          .containsOnlyOnce("Event retrieved from the cluster: Failed to pull image")
          .containsOnlyOnce("status is Pending");
    }
  }

  @BothClients
  void an_image_that_is_tried_for_until_the_time_is_up_is_named(ClusterClient client) {
    // Nobody listens there, so kubelet tries again for longer than this.
    try (SoloRunner runner = ON.runnerWith(client, "poll_timeout = 12")) {
      OfferedJob job = runner.offer(JobSpec.script("echo never").withImage("localhost/nothing:1"));

      runner.assertFailed(
          job,
          "runner_external_dependency_failure",
          ": prepare environment: waiting for pod running: pulling image \"localhost/nothing:1\" for container build (pull policy IfNotPresent)");
      assertThat(job.traceText()).contains("(tried until poll_timeout, 12 s)");
    }
  }

  @BothClients
  void an_image_whose_registry_says_nothing_is_named(ClusterClient client) throws IOException {
    try (SoloRunner runner = ON.runnerWith(client, "poll_timeout = 5")) {
      String image;
      OfferedJob job;
      // The node lets the pod go when its pull has ended: with the end of this.
      try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
        image = "127.0.0.1:%d/silent:1".formatted(silent.getLocalPort());
        job = runner.offer(JobSpec.script("echo never").withImage(image));
        job.awaitFinalUpdate(Stage.LIMIT);
      }

      runner.assertFailed(
          job,
          "runner_system_failure",
          " (system failure): prepare environment: waiting for pod running: timed out waiting for pod to start after 5 s (last phase: Pending)");
      assertThat(job.traceText())
          .contains(
              "waits: the node still pulls image \"%s\". Raise poll_timeout".formatted(image));
    }
  }

  @BothClients
  void a_pod_that_no_node_takes_says_why(ClusterClient client) {
    try (SoloRunner runner =
        ON.runnerWith(
            client, "poll_timeout = 3\n[runners.kubernetes.node_selector]\n\"no\" = \"where\"")) {
      OfferedJob job = runner.offer(JobSpec.script("echo never"));

      runner.assertFailed(
          job,
          "runner_system_failure",
          " (system failure): prepare environment: waiting for pod running: timed out waiting for pod to start after 3 s: no node takes pod ");
      assertThat(job.traceText())
          .contains("change node_selector or tolerations")
          .containsOnlyOnce("Event retrieved from the cluster: 0/")
          .containsOnlyOnce("status is Pending");
    }
  }

  @BothClients
  void a_quota_that_is_used_up_is_named(ClusterClient client) throws IOException {
    try (Stage own = new Stage("quota")) {
      allowPods(own, 0);
      try (SoloRunner runner = SoloRunner.of(own, client)) {
        OfferedJob job = runner.offer(JobSpec.script("echo never"));

        runner.assertFailed(
            job,
            "runner_system_failure",
            " (system failure): prepare environment: setting up build pod: pods \"");
        assertThat(job.traceText())
            .contains("exceeded quota: " + QUOTA, "raise the namespace's ResourceQuota");
      }
    }
  }

  @BothClients
  void a_pod_that_used_up_a_quota_is_used_where_its_answer_was_lost(ClusterClient client)
      throws IOException, FailureException {
    try (Stage own = new Stage("quota")) {
      allowPods(own, 1);
      String token = own.newRunner();
      String systemId;
      try (HandMadeManager manager =
          HandMadeManager.start(own.config(Configs.ONE_RUNNER, client, token, ""), LostPods::in)) {
        systemId = manager.systemId();
        OfferedJob job = own.gitlab().offer(JobSpec.script("echo hi").withRunnerToken(token));
        job.awaitFinalUpdate(Stage.LIMIT);
        assertThat(job.finalUpdate().state()).as(job.traceText()).isEqualTo("success");
      }
      own.assertNothingLeft(systemId);
    }
  }

  private static void allowPods(Stage own, int max) {
    own.cluster()
        .admin()
        .resource(
            new ResourceQuotaBuilder()
                .withNewMetadata()
                .withNamespace(own.namespace())
                .withName(QUOTA)
                .endMetadata()
                .withNewSpec()
                .addToHard("pods", new Quantity(Integer.toString(max)))
                .endSpec()
                .build())
        .create();
    // What a quota may take is known once it was counted.
    own.cluster()
        .admin()
        .resourceQuotas()
        .inNamespace(own.namespace())
        .withName(QUOTA)
        .waitUntilCondition(
            quota ->
                quota != null && quota.getStatus() != null && quota.getStatus().getHard() != null,
            90,
            TimeUnit.SECONDS);
  }

  @BothClients
  void a_pod_that_admission_refuses_says_why(ClusterClient client) throws IOException {
    try (Stage own = new Stage("admission")) {
      own.cluster()
          .admin()
          .namespaces()
          .withName(own.namespace())
          .edit(
              namespace ->
                  new NamespaceBuilder(namespace)
                      .editMetadata()
                      .addToLabels("pod-security.kubernetes.io/enforce", "restricted")
                      .endMetadata()
                      .build());
      try (SoloRunner runner = SoloRunner.of(own, client)) {
        OfferedJob job = runner.offer(JobSpec.script("echo never"));

        runner.assertFailed(
            job,
            "runner_system_failure",
            " (system failure): prepare environment: setting up build pod: pods \"");
        assertThat(job.traceText())
            .contains("violates PodSecurity \"restricted", "Set security contexts");
      }
    }
  }

  @BothClients
  void an_account_that_may_do_nothing_is_named(ClusterClient client) {
    try (SoloRunner runner =
        SoloRunner.but(ON.stage(), client, ON.stage().adminKeys(), ON.stage().powerlessKeys())) {
      OfferedJob job = runner.offer(JobSpec.script("echo never"));

      runner.assertFailed(
          job,
          "runner_system_failure",
          " (system failure): prepare environment: setting up credentials: ");
      assertThat(job.traceText())
          .contains(
              "cannot create resource \"secrets\"", "docs/reference/rbac.md has the whole Role");
    }
  }

  @BothClients
  void a_namespace_that_does_not_exist_is_named(ClusterClient client) {
    try (SoloRunner runner =
        SoloRunner.but(
            ON.stage(),
            client,
            "namespace = \"" + ON.stage().namespace() + "\"",
            "namespace = \"nowhere\"")) {
      OfferedJob job = runner.offer(JobSpec.script("echo never"));

      runner.assertFailed(
          job,
          "runner_system_failure",
          " (system failure): prepare environment: setting up credentials: ");
      assertThat(job.traceText()).contains("namespaces \"nowhere\" not found");
    }
  }
}
