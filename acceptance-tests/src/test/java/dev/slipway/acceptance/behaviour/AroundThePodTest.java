package dev.slipway.acceptance.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.acceptance.coordinator.CoordinatorOptions;
import dev.slipway.acceptance.coordinator.job.JobSpec;
import dev.slipway.acceptance.coordinator.job.OfferedJob;
import dev.slipway.domain.settings.ClusterClient;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is made around a pod, and what a pod is given beyond the settings of its own. */
class AroundThePodTest {
  private static final String PATCHED =
      """
      pod_disruption_budget = true
      [[runners.kubernetes.pod_spec]]
        name = "host"
        patch = "hostname: patched"
      [[runners.kubernetes.pod_spec]]
        name = "label"
        patch_type = "json"
        patch = '[{"op": "add", "path": "/containers/0/env/-", "value": {"name": "ADDED", "value": "by a patch"}}]'
      """;

  private static Stage stage;

  @BeforeAll
  static void open() throws IOException {
    // Namespaces are named by the job: no other run on the same cluster may have its number.
    long firstJob = ThreadLocalRandom.current().nextLong(1_000_000, 1_000_000_000);
    stage = new Stage("around", CoordinatorOptions.defaults().withFirstJobId(firstJob));
  }

  @AfterAll
  static void close() throws IOException {
    stage.close();
  }

  @ParameterizedTest
  @EnumSource(ClusterClient.class)
  void patches_reach_the_pod_and_it_is_protected_while_it_runs(ClusterClient client) {
    try (SoloRunner runner = SoloRunner.with(stage, client, PATCHED)) {
      OfferedJob job =
          runner.offer(
              JobSpec.script("echo \"host $(hostname), variable $ADDED\"", "sleep 600")
                  .withVariable("FF_USE_ADVANCED_POD_SPEC_CONFIGURATION", "true"));
      job.awaitTraceContains("01O host patched, variable by a patch\n", Stage.LIMIT);

      String pod = runner.pods().getFirst().getMetadata().getName();
      KubernetesClient admin = stage.cluster().admin();
      var budget =
          admin
              .policy()
              .v1()
              .podDisruptionBudget()
              .inNamespace(stage.namespace())
              .withName(pod + "-pdb");
      assertThat(
              budget.waitUntilCondition(
                  found ->
                      found != null
                          && found.getStatus() != null
                          && Objects.equals(found.getStatus().getExpectedPods(), 1),
                  30,
                  TimeUnit.SECONDS))
          .isNotNull();

      job.cancel();
      job.awaitFinalUpdate(Stage.LIMIT);
      assertThat(job.traceText()).contains("Advanced Pod Spec configuration enabled");
      stage.assertNothingLeft(runner.manager().systemId());
      assertThat(budget.waitUntilCondition(Objects::isNull, 30, TimeUnit.SECONDS)).isNull();
    }
  }

  @ParameterizedTest
  @EnumSource(ClusterClient.class)
  void a_namespace_of_its_own_goes_with_the_job(ClusterClient client) {
    try (SoloRunner runner = SoloRunner.with(stage, client, "namespace_per_job = true")) {
      OfferedJob job = runner.offer(JobSpec.script("echo done"));
      job.awaitFinalUpdate(Stage.LIMIT);

      assertThat(job.finalUpdate().state()).as(job.traceText()).isEqualTo("success");
      assertThat(job.traceText()).contains("Using Kubernetes namespace: ci-job-" + job.id());
      assertThat(
              stage
                  .cluster()
                  .admin()
                  .namespaces()
                  .withName("ci-job-" + job.id())
                  .waitUntilCondition(Objects::isNull, 60, TimeUnit.SECONDS))
          .isNull();
      stage.assertNothingLeft(runner.manager().systemId());
    }
  }

  @ParameterizedTest
  @EnumSource(ClusterClient.class)
  void a_patch_that_does_not_fit_fails_the_job_before_anything_is_made(ClusterClient client) {
    String patch =
        """
        print_pod_warning_events = false
        [[runners.kubernetes.pod_spec]]
          name = "wrong"
          patch_type = "json"
          patch = '[{"op": "remove", "path": "/containers/9"}]'
        """;
    try (SoloRunner runner = SoloRunner.with(stage, client, patch)) {
      OfferedJob job =
          runner.offer(
              JobSpec.script("true")
                  .withVariable("FF_USE_ADVANCED_POD_SPEC_CONFIGURATION", "true"));
      job.awaitFinalUpdate(Stage.LIMIT);
      assertThat(job.finalUpdate().failureReason()).contains("runner_configuration_error");
      assertThat(job.traceText())
          .contains("pod_spec patch \"wrong\": \"remove /containers/9\": there is no \"9\"");
      stage.assertNothingLeft(runner.manager().systemId());
    }
  }
}
