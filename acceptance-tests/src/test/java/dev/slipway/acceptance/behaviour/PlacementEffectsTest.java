package dev.slipway.acceptance.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.acceptance.coordinator.job.JobSpec;
import dev.slipway.acceptance.coordinator.job.OfferedJob;
import dev.slipway.domain.settings.ClusterClient;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.node.v1.RuntimeClassBuilder;
import io.fabric8.kubernetes.api.model.scheduling.v1.PriorityClassBuilder;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** What settings of the whole pod do: where it runs, by what, how it is marked and how it ends. */
class PlacementEffectsTest {
  private static final String TOO_LATE =
      " (system failure): prepare environment: waiting for pod running: timed out waiting for pod to start after 4 s";
  private static final String HOSTNAME = "kubernetes.io/hostname";
  private static final String SHORT = "poll_timeout = 4\n";
  private static Stage stage;
  private static HasMetadata runtimeClass;
  private static HasMetadata priorityClass;

  @BeforeAll
  static void open() throws IOException {
    stage = new Stage("placement");
    runtimeClass =
        create(
            new RuntimeClassBuilder()
                .withNewMetadata()
                .withName(stage.namespace())
                .endMetadata()
                .withHandler("runc")
                .build());
    priorityClass =
        create(
            new PriorityClassBuilder()
                .withNewMetadata()
                .withName(stage.namespace())
                .endMetadata()
                .withValue(4711)
                .build());
    // Never scheduled: it is there to be near to, or not.
    create(
        new PodBuilder()
            .withNewMetadata()
            .withNamespace(stage.namespace())
            .withName("neighbour")
            .withLabels(Map.of("role", "neighbour"))
            .endMetadata()
            .withNewSpec()
            .withNodeName(node())
            .addNewContainer()
            .withName("only")
            .withImage("localhost/busybox:1")
            .withCommand("sleep", "1000")
            .endContainer()
            .withTerminationGracePeriodSeconds(0L)
            .endSpec()
            .build());
  }

  @AfterAll
  static void close() throws IOException {
    stage.cluster().admin().resource(runtimeClass).delete();
    stage.cluster().admin().resource(priorityClass).delete();
    stage.close();
  }

  @BothClients
  void a_pod_runs_on_the_nodes_that_its_affinity_names(ClusterClient client) {
    String affinity =
        """
        [runners.kubernetes.affinity.node_affinity.required_during_scheduling_ignored_during_execution]
          [[runners.kubernetes.affinity.node_affinity.required_during_scheduling_ignored_during_execution.node_selector_terms]]
            [[runners.kubernetes.affinity.node_affinity.required_during_scheduling_ignored_during_execution.node_selector_terms.match_expressions]]
              key = "kubernetes.io/hostname"
              operator = "%s"
              values = ["%s"]
        """;
    passes(client, affinity.formatted("In", node()));
    isTakenByNoNode(client, affinity.formatted("NotIn", node()), "node affinity");
    String ofFields =
        affinity.replace("match_expressions", "match_fields").replace(HOSTNAME, "metadata.name");
    isTakenByNoNode(client, ofFields.formatted("NotIn", node()), "node affinity");
  }

  @BothClients
  void a_pod_runs_near_to_the_pods_that_its_affinity_names(ClusterClient client) {
    passes(client, neighbours("pod_affinity", "neighbour"));
    isTakenByNoNode(client, neighbours("pod_affinity", "stranger"), "pod affinity rules");
    String elsewhere =
        neighbours("pod_affinity", "neighbour")
            + """
              [runners.kubernetes.affinity.pod_affinity.required_during_scheduling_ignored_during_execution.namespace_selector.match_labels]
                "kubernetes.io/metadata.name" = "%s"
            """;
    passes(client, elsewhere.formatted(stage.namespace()));
    isTakenByNoNode(client, elsewhere.formatted("default"), "pod affinity rules");
  }

  @BothClients
  void a_pod_keeps_away_from_the_pods_that_its_anti_affinity_names(ClusterClient client) {
    passes(client, neighbours("pod_anti_affinity", "stranger"));
    isTakenByNoNode(
        client, neighbours("pod_anti_affinity", "neighbour"), "pod anti-affinity rules");
  }

  @BothClients
  void a_pod_is_run_by_the_runtime_class_and_has_the_priority_of_its_class(ClusterClient client) {
    try (SoloRunner runner =
        SoloRunner.with(
            stage,
            client,
            "runtime_class_name = \"%s\"\npriority_class_name = \"%s\""
                .formatted(stage.namespace(), stage.namespace()))) {
      OfferedJob job = runner.offer(JobSpec.script("echo begun", "sleep 600"));
      job.awaitTraceContains("01O begun\n", Stage.LIMIT);

      Pod pod = stage.pod(job.id());
      assertThat(pod.getSpec().getRuntimeClassName()).isEqualTo(stage.namespace());
      assertThat(pod.getSpec().getPriority()).isEqualTo(4711);
      job.cancelAtOnce();
      stage.assertNothingLeft(runner.manager().systemId());
    }
  }

  @BothClients
  void a_class_that_does_not_exist_is_named(ClusterClient client) {
    try (SoloRunner runtime = SoloRunner.with(stage, client, "runtime_class_name = \"no-such\"");
        SoloRunner priority = SoloRunner.with(stage, client, "priority_class_name = \"no-such\"")) {
      refused(runtime, "RuntimeClass \"no-such\" not found");
      refused(priority, "no PriorityClass with name no-such was found");
    }
  }

  @BothClients
  void a_pod_waits_for_the_scheduler_that_it_names(ClusterClient client) {
    try (SoloRunner runner =
        SoloRunner.with(stage, client, SHORT + "scheduler_name = \"nobody\"")) {
      runner.assertFailed(
          runner.offer(JobSpec.script("echo never")), "runner_system_failure", TOO_LATE);
    }
  }

  @BothClients
  void a_volume_whose_driver_is_not_there_is_named(ClusterClient client) {
    String volume =
        """
        [[runners.kubernetes.volumes.csi]]
          name = "driven"
          mount_path = "/driven"
          driver = "csi.example"
          [runners.kubernetes.volumes.csi.volume_attributes]
            size = "2Gi"
        """;
    // Time enough for kubelet's event, which may be behind where many pods start at once.
    try (SoloRunner runner = SoloRunner.with(stage, client, "poll_timeout = 15\n" + volume)) {
      OfferedJob job = runner.offer(JobSpec.script("echo never"));
      runner.assertFailed(job, "runner_system_failure", TOO_LATE.replace("4 s", "15 s"));
      assertThat(job.traceText()).contains("driver name csi.example not found");
    }
  }

  @BothClients
  void a_pod_is_marked_and_ends_as_the_configuration_says(ClusterClient client) {
    String marks =
        """
        cleanup_grace_period_seconds = 3
            [runners.kubernetes.pod_annotations]
              "ci.example/of" = "job $CI_JOB_ID"
            [runners.kubernetes.pod_labels]
              "ci.example/team" = "shop"
        """
            .strip();
    try (SoloRunner runner =
        SoloRunner.but(stage, client, "cleanup_grace_period_seconds = 1", marks)) {
      OfferedJob job =
          runner.offer(JobSpec.script("echo begun", "until [ -e /tmp/go-on ]; do sleep 0.1; done"));
      job.awaitTraceContains("01O begun\n", Stage.LIMIT);

      Pod pod = stage.pod(job.id());
      assertThat(pod.getMetadata().getAnnotations())
          .containsEntry("ci.example/of", "job " + job.id());
      assertThat(pod.getMetadata().getLabels()).containsEntry("ci.example/team", "shop");
      var deleted =
          stage
              .cluster()
              .admin()
              .pods()
              .resource(pod)
              .informOnCondition(
                  seen ->
                      seen.stream()
                          .anyMatch(
                              now ->
                                  Long.valueOf(3)
                                      .equals(now.getMetadata().getDeletionGracePeriodSeconds())));
      stage.goOn(job.id());
      assertThat(deleted).succeedsWithin(Stage.LIMIT);
      runner.passed(job);
    }
  }

  private static void passes(ClusterClient client, String affinity) {
    try (SoloRunner runner = SoloRunner.with(stage, client, affinity)) {
      assertThat(runner.passed(runner.offer(JobSpec.script("echo it runs"))))
          .contains("01O it runs\n");
    }
  }

  private static void isTakenByNoNode(ClusterClient client, String affinity, String why) {
    try (SoloRunner runner = SoloRunner.with(stage, client, SHORT + affinity)) {
      OfferedJob job = runner.offer(JobSpec.script("echo never"));
      runner.assertFailed(job, "runner_system_failure", TOO_LATE + ": no node takes pod ");
      assertThat(job.traceText()).contains(why);
    }
  }

  private static void refused(SoloRunner runner, String says) {
    OfferedJob job = runner.offer(JobSpec.script("echo never"));
    runner.assertFailed(job, "runner_system_failure", " (system failure): ");
    assertThat(job.traceText()).contains(says);
  }

  private static String neighbours(String kind, String role) {
    return """
    [[runners.kubernetes.affinity.%s.required_during_scheduling_ignored_during_execution]]
      topology_key = "kubernetes.io/hostname"
      [runners.kubernetes.affinity.%s.required_during_scheduling_ignored_during_execution.label_selector.match_labels]
        role = "%s"
    """
        .formatted(kind, kind, role);
  }

  private static String node() {
    return stage.cluster().admin().nodes().list().getItems().stream()
        .filter(
            node ->
                node.getStatus().getConditions().stream()
                    .anyMatch(it -> it.getType().equals("Ready") && it.getStatus().equals("True")))
        .findFirst()
        .orElseThrow()
        .getMetadata()
        .getName();
  }

  private static HasMetadata create(HasMetadata object) {
    return stage.cluster().admin().resource(object).create();
  }
}
