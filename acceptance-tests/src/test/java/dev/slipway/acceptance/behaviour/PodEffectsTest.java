package dev.slipway.acceptance.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.slipway.acceptance.coordinator.job.JobSpec;
import dev.slipway.acceptance.coordinator.job.OfferedJob;
import dev.slipway.domain.settings.ClusterClient;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** What settings of the pod do to the containers that run in it. */
class PodEffectsTest {
  private static final String VOLUMES =
      """
      [[runners.kubernetes.volumes.config_map]]
        name = "facts"
        mount_path = "/facts"
        [runners.kubernetes.volumes.config_map.items]
          "one" = "renamed/first.txt"
      [[runners.kubernetes.volumes.secret]]
        name = "keys"
        mount_path = "/keys/second"
        sub_path = "second"
        read_only = true
      [[runners.kubernetes.volumes.secret]]
        name = "picked"
        mount_path = "/picked"
        [runners.kubernetes.volumes.secret.items]
          "two" = "renamed/second.txt"
      [[runners.kubernetes.volumes.empty_dir]]
        name = "fast"
        mount_path = "/fast"
        medium = "Memory"
        size_limit = "8Mi"
      """;
  private static final String NETWORK =
      """
      dns_policy = "none"
      [runners.kubernetes.dns_config]
        nameservers = ["192.0.2.53"]
        searches = ["ci.example"]
        [[runners.kubernetes.dns_config.options]]
          name = "ndots"
          value = "3"
      [[runners.kubernetes.host_aliases]]
        ip = "192.0.2.80"
        hostnames = ["cache.example", "mirror.example"]
      """;
  private static final Map<String, Quantity> ROOM =
      Map.of("cpu", new Quantity("1"), "memory", new Quantity("1Gi"), "pods", new Quantity("9"));
  private static Stage stage;

  @BeforeAll
  static void open() throws IOException {
    stage = new Stage("effects");
    KubernetesClient admin = stage.cluster().admin();
    admin
        .resource(
            new ConfigMapBuilder()
                .withNewMetadata()
                .withNamespace(stage.namespace())
                .withName("facts")
                .endMetadata()
                .withData(Map.of("one", "first fact\n", "two", "second fact\n"))
                .build())
        .create();
    create("keys", Map.of("first", "1\n", "second", "2nd key\n"));
    create("picked", Map.of("one", "the first\n", "two", "the second\n"));
    admin
        .resource(
            new ServiceAccountBuilder()
                .withNewMetadata()
                .withNamespace(stage.namespace())
                .withName("deployer")
                .endMetadata()
                .build())
        .create();
  }

  private static void create(String secret, Map<String, String> data) {
    stage
        .cluster()
        .admin()
        .resource(
            new SecretBuilder()
                .withNewMetadata()
                .withNamespace(stage.namespace())
                .withName(secret)
                .endMetadata()
                .withStringData(data)
                .build())
        .create();
  }

  @AfterAll
  static void close() throws IOException {
    stage.close();
  }

  @BothClients
  void volumes_hold_what_they_name(ClusterClient client) {
    try (SoloRunner runner = SoloRunner.with(stage, client, VOLUMES)) {
      String log =
          runner.passed(
              runner.offer(
                  JobSpec.script(
                      "cd /facts && ls -R -1 renamed && cat renamed/first.txt; ls",
                      "cat /keys/second; echo x 2>&1 > /keys/second || echo refused",
                      "cd /picked && cat renamed/second.txt; ls",
                      "df -P -k /fast | tail -n 1")));

      assertThat(log)
          .contains("01O first fact\n")
          .doesNotContain("second fact")
          .contains("01O 2nd key\n")
          .contains("01O the second\n")
          .doesNotContain("the first")
          .contains("Read-only file system")
          .contains("01O refused\n")
          .containsPattern("01O tmpfs +8192 ");
    }
  }

  @BothClients
  void names_resolve_as_the_configuration_says(ClusterClient client) {
    try (SoloRunner runner = SoloRunner.with(stage, client, NETWORK)) {
      // The stand-in's address needs no name, so that the sources come without a resolver.
      String log =
          runner.passed(
              runner.offer(JobSpec.script("cat /etc/resolv.conf", "getent hosts mirror.example")));

      assertThat(log)
          .contains("01O search ci.example\n")
          .contains("01O nameserver 192.0.2.53\n")
          .contains("01O options ndots:3\n")
          .containsPattern("01O 192.0.2.80 +cache.example mirror.example");
    }
  }

  @BothClients
  void hooks_run_before_the_script_and_at_the_end(ClusterClient client) throws Exception {
    CompletableFuture<String> bye = new CompletableFuture<>();
    HttpServer server = HttpServer.create(new InetSocketAddress(0), 0);
    server.createContext(
        "/",
        exchange -> {
          bye.complete(
              exchange.getRequestURI() + " " + exchange.getRequestHeaders().getFirst("X-Who"));
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    server.start();
    String hooks =
        """
        [runners.kubernetes.container_lifecycle.post_start.exec]
          command = ["sh", "-c", "echo made before the script > /tmp/hook"]
        [runners.kubernetes.container_lifecycle.pre_stop.http_get]
          host = "%s"
          port = %d
          path = "/bye"
          [[runners.kubernetes.container_lifecycle.pre_stop.http_get.http_headers]]
            name = "X-Who"
            value = "a job"
        """
            .formatted(stage.gitlab().url().getHost(), server.getAddress().getPort());
    try (SoloRunner runner = SoloRunner.with(stage, client, hooks)) {
      OfferedJob job = runner.offer(JobSpec.script("cat /tmp/hook"));
      job.awaitFinalUpdate(Stage.LIMIT);

      assertThat(job.traceText()).contains("01O made before the script\n");
      assertThat(bye.get(60, TimeUnit.SECONDS)).isEqualTo("/bye a job");
      stage.assertNothingLeft(runner.manager().systemId());
    } finally {
      server.stop(0);
    }
  }

  @BothClients
  void a_job_chooses_its_service_account_and_how_long_its_pod_may_take_to_end(
      ClusterClient client) {
    try (SoloRunner runner =
        SoloRunner.but(
            stage,
            client,
            "pod_termination_grace_period_seconds = 1",
            """
            pod_termination_grace_period_seconds = 7
                service_account_overwrite_allowed = "^deploy"
            """
                .strip())) {
      OfferedJob job =
          runner.offer(
              JobSpec.script(
                      "(cut -d. -f2 /var/run/secrets/kubernetes.io/serviceaccount/token | base64 -d 2>/dev/null || true) | grep -o 'system:serviceaccount:[a-z0-9:-]*'",
                      "echo begun",
                      "sleep 600")
                  .withVariable("KUBERNETES_SERVICE_ACCOUNT_OVERWRITE", "deployer"));
      job.awaitTraceContains("01O begun\n", Stage.LIMIT);

      Pod pod = runner.pods().getFirst();
      assertThat(pod.getSpec().getServiceAccountName()).isEqualTo("deployer");
      assertThat(pod.getSpec().getTerminationGracePeriodSeconds()).isEqualTo(7);
      assertThat(job.traceText())
          .contains("system:serviceaccount:" + stage.namespace() + ":deployer");
      job.cancelAtOnce();
      stage.assertNothingLeft(runner.manager().systemId());
    }
  }

  @BothClients
  void a_job_chooses_its_namespace(ClusterClient client) throws IOException {
    try (Stage other = new Stage("effects-other");
        SoloRunner runner =
            SoloRunner.with(stage, client, "namespace_overwrite_allowed = \"^effects-\"")) {
      OfferedJob job =
          runner.offer(
              JobSpec.script("cat /var/run/secrets/kubernetes.io/serviceaccount/namespace; echo")
                  .withVariable("KUBERNETES_NAMESPACE_OVERWRITE", other.namespace()));

      assertThat(runner.passed(job))
          .contains("Using Kubernetes namespace: " + other.namespace())
          .contains("01O " + other.namespace() + "\n");
      other.assertNothingLeft(runner.manager().systemId());
    }
  }

  @BothClients
  void a_pod_goes_only_to_nodes_whose_taints_it_tolerates(ClusterClient client) {
    KubernetesClient admin = stage.cluster().admin();
    String node = taintedNode(client);
    try {
      String selector =
          "poll_timeout = 5\n[runners.kubernetes.node_selector]\n\"slipway-test\" = \"%s\"\n"
              .formatted(node);
      try (SoloRunner runner = SoloRunner.with(stage, client, selector)) {
        OfferedJob job = runner.offer(JobSpec.script("echo never"));
        runner.assertFailed(
            job,
            "runner_system_failure",
            " (system failure): prepare environment: waiting for pod running: timed out waiting for pod to start after 5 s: no node takes pod ");
        assertThat(job.traceText()).contains("untolerated taint");
      }
      String tolerations =
          selector
              + "[runners.kubernetes.node_tolerations]\n\"only=ci\" = \"NoSchedule\"\n\"node.kubernetes.io/not-ready\" = \"\"\n\"node.kubernetes.io/unreachable\" = \"\"\n";
      try (SoloRunner runner = SoloRunner.with(stage, client, tolerations)) {
        OfferedJob job = runner.offer(JobSpec.script("echo never"));
        assertThat(
                admin
                    .pods()
                    .inNamespace(stage.namespace())
                    .withLabel("slipway.dev/system-id", runner.manager().systemId())
                    .informOnCondition(
                        pods ->
                            pods.stream()
                                .anyMatch(pod -> node.equals(pod.getSpec().getNodeName()))))
            .succeedsWithin(Stage.LIMIT);
        job.awaitFinalUpdate(Stage.LIMIT);
        admin.resourceList(List.copyOf(runner.pods())).withGracePeriod(0).delete();
      }
    } finally {
      admin.nodes().withName(node).delete();
    }
  }

  /** A node that runs nothing; its taint keeps everybody off who does not tolerate it. */
  private static String taintedNode(ClusterClient client) {
    KubernetesClient admin = stage.cluster().admin();
    String node = stage.namespace() + "-" + client.name().toLowerCase(Locale.ROOT);
    admin
        .resource(
            new NodeBuilder()
                .withNewMetadata()
                .withName(node)
                .addToLabels("slipway-test", node)
                .endMetadata()
                .withNewSpec()
                .addNewTaint()
                .withKey("only")
                .withValue("ci")
                .withEffect("NoSchedule")
                .endTaint()
                .endSpec()
                // A node without room for pods takes none, whatever they tolerate.
                .withNewStatus()
                .withAllocatable(ROOM)
                .withCapacity(ROOM)
                .endStatus()
                .build())
        .create();
    return node;
  }
}
