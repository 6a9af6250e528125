package dev.slipway.acceptance.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.acceptance.cluster.Registry;
import dev.slipway.acceptance.coordinator.job.JobSpec;
import dev.slipway.acceptance.coordinator.job.OfferedJob;
import dev.slipway.domain.settings.ClusterClient;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PersistentVolumeBuilder;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** What settings of a pod do to what its job may reach: accounts, users, volumes, folders. */
class AccessEffectsTest {
  private static final Map<String, Quantity> SIZE = Map.of("storage", new Quantity("1Mi"));
  private static Stage stage;

  @BeforeAll
  static void open() throws IOException {
    stage = new Stage("access");
  }

  @AfterAll
  static void close() throws IOException {
    stage.close();
  }

  @BothClients
  void a_job_has_no_token_of_the_cluster_where_none_is_mounted(ClusterClient client) {
    String look =
        "if [ -e /var/run/secrets/kubernetes.io ]; then echo a token; else echo no token; fi";
    try (SoloRunner plain = SoloRunner.of(stage, client);
        SoloRunner without =
            SoloRunner.with(stage, client, "automount_service_account_token = false")) {
      assertThat(plain.passed(plain.offer(JobSpec.script(look)))).contains("01O a token\n");
      assertThat(without.passed(without.offer(JobSpec.script(look)))).contains("01O no token\n");
    }
  }

  @BothClients
  void an_accounts_own_pull_secrets_are_used(ClusterClient client) {
    Registry registry = Registry.locked();
    String name = "puller-" + client.name().toLowerCase(Locale.ROOT);
    create(
        new SecretBuilder()
            .withNewMetadata()
            .withNamespace(stage.namespace())
            .withName(name)
            .endMetadata()
            .withType("kubernetes.io/dockerconfigjson")
            .addToStringData(".dockerconfigjson", registry.dockerConfig())
            .build());
    create(
        new ServiceAccountBuilder()
            .withNewMetadata()
            .withNamespace(stage.namespace())
            .withName(name)
            .endMetadata()
            .addNewImagePullSecret(name)
            .build());
    String keys =
        "service_account = \"%s\"\nuse_service_account_image_pull_secrets = true".formatted(name);
    try (SoloRunner runner = SoloRunner.with(stage, client, keys)) {
      OfferedJob job =
          runner.offer(JobSpec.script("echo it runs").withImage(registry.newName("busybox")));

      assertThat(runner.passed(job)).contains("01O it runs\n");
    }
  }

  @BothClients
  void a_job_runs_as_the_user_that_it_names_where_that_is_allowed(ClusterClient client) {
    String keys = "allowed_users = [\"1001\"]\nallowed_groups = [\"2001\"]";
    try (SoloRunner runner = SoloRunner.with(stage, client, keys)) {
      assertThat(runner.passed(runner.offer(as("1001:2001")))).contains("01O 1001 2001\n");

      assertThat(runner.passed(runner.offer(as("1002:2002"))))
          .contains("user \"1002\" is not in the allowed list: [1001]")
          .contains("group \"2002\" is not in the allowed list: [2001]")
          .contains("01O 0 0\n");
    }
  }

  @BothClients
  void a_claim_keeps_what_a_job_leaves_in_it(ClusterClient client) {
    String name = stage.namespace() + "-" + client.name().toLowerCase(Locale.ROOT);
    HasMetadata volume =
        create(
            new PersistentVolumeBuilder()
                .withNewMetadata()
                .withName(name)
                .endMetadata()
                .withNewSpec()
                .withAccessModes("ReadWriteOnce")
                .withCapacity(SIZE)
                .withPersistentVolumeReclaimPolicy("Retain")
                .withStorageClassName("")
                .withNewHostPath()
                .withPath("/tmp/" + name)
                .withType("DirectoryOrCreate")
                .endHostPath()
                .endSpec()
                .build());
    create(
        new PersistentVolumeClaimBuilder()
            .withNewMetadata()
            .withNamespace(stage.namespace())
            .withName(name)
            .endMetadata()
            .withNewSpec()
            .withAccessModes("ReadWriteOnce")
            .withStorageClassName("")
            .withVolumeName(name)
            .withNewResources()
            .withRequests(SIZE)
            .endResources()
            .endSpec()
            .build());
    String keys =
        """
        [[runners.kubernetes.volumes.pvc]]
          name = "%s"
          mount_path = "/kept"
        """
            .formatted(name);
    try (SoloRunner runner = SoloRunner.with(stage, client, keys);
        SoloRunner reader = SoloRunner.with(stage, client, keys + "read_only = true\n")) {
      runner.passed(runner.offer(JobSpec.script("echo left by the first > /kept/word")));
      String second =
          reader.passed(
              reader.offer(
                  JobSpec.script("cat /kept/word", "touch /kept/more 2>&1 || echo refused")));
      runner.passed(runner.offer(JobSpec.script("find /kept -mindepth 1 -delete")));

      assertThat(second).contains("01O left by the first\n").contains("01O refused\n");
    } finally {
      stage.cluster().admin().resource(volume).delete();
    }
  }

  @BothClients
  void mounts_go_both_ways_only_for_privileged_containers(ClusterClient client) {
    String volumes =
        """
        [[runners.kubernetes.volumes.host_path]]
          name = "node"
          mount_path = "/node"
          host_path = "/etc"
          mount_propagation = "Bidirectional"
        [[runners.kubernetes.volumes.empty_dir]]
          name = "empty"
          mount_path = "/empty"
          mount_propagation = "Bidirectional"
        """;
    try (SoloRunner runner = SoloRunner.with(stage, client, volumes)) {
      OfferedJob job = runner.offer(JobSpec.script("echo never"));
      runner.assertFailed(
          job,
          "runner_system_failure",
          " (system failure): prepare environment: setting up build pod: ");
      assertThat(job.traceText())
          .contains("Bidirectional mount propagation is available only to privileged containers");
    }
  }

  @BothClients
  void scripts_and_log_lie_below_the_folders_that_are_named(ClusterClient client) {
    String keys = "scripts_base_dir = \"/tmp/s\"\nlogs_base_dir = \"/tmp/l\"";
    try (SoloRunner runner = SoloRunner.with(stage, client, keys)) {
      String log =
          runner.passed(
              runner.offer(
                  JobSpec.script(
                      "ls -d /tmp/s/scripts-* /tmp/l/logs-*",
                      "ls -d /scripts-* /logs-* 2>&1 || echo none at the top")));

      assertThat(log)
          .contains("01O /tmp/l/logs-7-")
          .contains("01O /tmp/s/scripts-7-")
          .contains("01O none at the top\n");
    }
  }

  @BothClients
  void a_job_chooses_its_node_and_annotations(ClusterClient client) {
    String keys =
        "node_selector_overwrite_allowed = \"^kubernetes.io/os=\"\npod_annotations_overwrite_allowed = \"^ci.example/\"";
    try (SoloRunner runner = SoloRunner.with(stage, client, keys)) {
      OfferedJob job =
          runner.offer(
              JobSpec.script("echo begun", "until [ -e /tmp/go-on ]; do sleep 0.1; done")
                  .withVariable("KUBERNETES_NODE_SELECTOR_1", "kubernetes.io/os=linux")
                  .withVariable("KUBERNETES_POD_ANNOTATIONS_1", "ci.example/of=$CI_PROJECT_NAME"));
      job.awaitTraceContains("01O begun\n", Stage.LIMIT);

      Pod pod = stage.pod(job.id());
      assertThat(pod.getSpec().getNodeSelector()).containsEntry("kubernetes.io/os", "linux");
      assertThat(pod.getMetadata().getAnnotations()).containsEntry("ci.example/of", "app");
      stage.goOn(job.id());
      runner.passed(job);
    }
  }

  private static JobSpec as(String user) {
    return JobSpec.script("echo $(id -u) $(id -g)")
        .withVariable("GIT_STRATEGY", "none")
        .with(
            "{\"image\": {\"name\": \"localhost/debian-ci:1\", \"executor_opts\": {\"kubernetes\": {\"user\": \"%s\"}}}}"
                .formatted(user));
  }

  private static HasMetadata create(HasMetadata object) {
    return stage.cluster().admin().resource(object).create();
  }
}
