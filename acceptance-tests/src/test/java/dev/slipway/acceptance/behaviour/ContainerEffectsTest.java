package dev.slipway.acceptance.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.acceptance.coordinator.job.JobSpec;
import dev.slipway.acceptance.coordinator.job.OfferedJob;
import dev.slipway.domain.settings.ClusterClient;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Pod;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** What settings of single containers do, seen from inside of build, helper and service. */
class ContainerEffectsTest {
  private static final String UNTIL_TOLD = "until [ -e /tmp/go-on ]; do sleep 0.1; done";
  private static final String SERVICE =
      """
      {"services": [{
        "name": "localhost/busybox:1",
        "alias": "db",
        "command": ["sh", "-c", "exec sleep 1000"]
      }]}
      """;
  private static final String QUOTA =
      "cat /sys/fs/cgroup/cpu.max 2>/dev/null || cat /sys/fs/cgroup/cpu/cpu.cfs_quota_us";
  private static final String MEMORY =
      "cat /sys/fs/cgroup/memory.max 2>/dev/null || cat /sys/fs/cgroup/memory/memory.limit_in_bytes";

  private static final String BUILD = "build";
  private static final String HELPER = "helper";
  private static final String DATABASE = "db";
  private static Stage stage;

  @BeforeAll
  static void open() throws IOException {
    stage = new Stage("containers");
  }

  @AfterAll
  static void close() throws IOException {
    stage.close();
  }

  @BothClients
  void each_container_has_the_resources_that_are_its_own(ClusterClient client) {
    String resources =
        """
        cpu_request = "11m"
        cpu_limit = "500m"
        memory_request = "31Mi"
        memory_limit = "201Mi"
        ephemeral_storage_request = "1Mi"
        ephemeral_storage_limit = "501Mi"
        helper_cpu_request = "12m"
        helper_cpu_limit = "400m"
        helper_memory_request = "32Mi"
        helper_memory_limit = "202Mi"
        helper_ephemeral_storage_request = "2Mi"
        helper_ephemeral_storage_limit = "502Mi"
        service_cpu_request = "13m"
        service_cpu_limit = "300m"
        service_memory_request = "33Mi"
        service_memory_limit = "203Mi"
        service_ephemeral_storage_request = "3Mi"
        service_ephemeral_storage_limit = "503Mi"
        """;
    try (SoloRunner runner = SoloRunner.with(stage, client, resources)) {
      OfferedJob job = runner.offer(waiting());
      Pod pod = awaitScript(job);

      assertThat(inside(pod, QUOTA))
          .isEqualTo(Map.of(BUILD, "50000", HELPER, "40000", DATABASE, "30000"));
      assertThat(inside(pod, MEMORY))
          .isEqualTo(
              Map.of(BUILD, mebibytes(201), HELPER, mebibytes(202), DATABASE, mebibytes(203)));
      assertThat(asked(pod, BUILD)).isEqualTo("cpu=11m ephemeral-storage=1Mi memory=31Mi");
      assertThat(asked(pod, HELPER)).isEqualTo("cpu=12m ephemeral-storage=2Mi memory=32Mi");
      assertThat(asked(pod, DATABASE)).isEqualTo("cpu=13m ephemeral-storage=3Mi memory=33Mi");
      assertThat(pod.getSpec().getContainers())
          .extracting(container -> container.getResources().getLimits())
          .extracting(limits -> String.valueOf(limits.get("ephemeral-storage")))
          .containsExactly("501Mi", "502Mi", "503Mi");
      goOn(job, runner);
    }
  }

  @BothClients
  void capabilities_are_added_and_dropped(ClusterClient client) {
    try (SoloRunner runner =
        SoloRunner.with(stage, client, "cap_add = [\"SYS_TIME\"]\ncap_drop = [\"MKNOD\"]")) {
      OfferedJob job = runner.offer(waiting());
      Pod pod = awaitScript(job);

      // Bit 25 is SYS_TIME, which no container has by itself; bit 27 is MKNOD, which each has.
      String bounds = "sed -n 's/^CapBnd:[^0-9a-f]*0*\\([0-9a-f]*\\)$/\\1/p' /proc/self/status";
      Map<String, String> all = inside(pod, bounds);
      assertThat(all).hasSize(3);
      assertThat(all.values()).allMatch(bits -> (Long.parseLong(bits, 16) >> 25 & 1) == 1);
      assertThat(all.values()).allMatch(bits -> (Long.parseLong(bits, 16) >> 27 & 1) == 0);
      goOn(job, runner);
    }
  }

  @BothClients
  void privileged_containers_see_the_nodes_devices(ClusterClient client) {
    try (SoloRunner plain = SoloRunner.of(stage, client);
        SoloRunner privileged = SoloRunner.with(stage, client, "privileged = true")) {
      String look = "if [ -e /dev/kmsg ]; then echo devices of the node; else echo a few; fi";

      assertThat(plain.passed(plain.offer(JobSpec.script(look)))).contains("01O a few\n");
      assertThat(privileged.passed(privileged.offer(JobSpec.script(look))))
          .contains("01O devices of the node\n");
    }
  }

  @BothClients
  void each_container_has_a_security_context_of_its_own(ClusterClient client) {
    String contexts =
        """
        [runners.kubernetes.build_container_security_context]
          run_as_user = 1001
          run_as_group = 2001
        [runners.kubernetes.helper_container_security_context]
          run_as_user = 1002
          run_as_group = 2002
        [runners.kubernetes.service_container_security_context]
          run_as_user = 1003
          run_as_group = 2003
          read_only_root_filesystem = true
        """;
    try (SoloRunner runner = SoloRunner.with(stage, client, contexts)) {
      OfferedJob job = runner.offer(waiting());
      Pod pod = awaitScript(job);

      assertThat(inside(pod, "echo $(id -u) $(id -g)"))
          .isEqualTo(Map.of(BUILD, "1001 2001", HELPER, "1002 2002", DATABASE, "1003 2003"));
      assertThat(
              inside(
                  pod, "if grep -q ' / [a-z]* ro,' /proc/mounts; then echo ro; else echo rw; fi"))
          .isEqualTo(Map.of(BUILD, "rw", HELPER, "rw", DATABASE, "ro"));
      goOn(job, runner);
    }
  }

  @BothClients
  void a_service_that_is_not_allowed_is_named(ClusterClient client) {
    try (SoloRunner runner =
        SoloRunner.with(stage, client, "allowed_services = [\"localhost/busybox:*\"]")) {
      OfferedJob allowed = runner.offer(JobSpec.script("echo it runs").with(SERVICE));
      assertThat(runner.passed(allowed)).contains("01O it runs\n");

      runner.assertFailed(
          runner.offer(
              JobSpec.script("echo never").with(SERVICE.replace("busybox:1", "dash-ci:1"))),
          "runner_configuration_error",
          ": disallowed image: The \"localhost/dash-ci:1\" image is not present on list of allowed services: localhost/busybox:*.");
    }
  }

  private static JobSpec waiting() {
    return JobSpec.script("echo begun", UNTIL_TOLD)
        .with(SERVICE)
        .withVariable("GIT_STRATEGY", "none");
  }

  /** The pod, once the job's script runs. */
  private static Pod awaitScript(OfferedJob job) {
    job.awaitTraceContains("01O begun\n", Stage.LIMIT);
    return stage.pod(job.id());
  }

  private static void goOn(OfferedJob job, SoloRunner runner) {
    stage.goOn(job.id());
    runner.passed(job);
  }

  /** The first word, or words, that a command prints in each container. */
  private static Map<String, String> inside(Pod pod, String command) {
    Map<String, String> all = new TreeMap<>();
    for (Container container : pod.getSpec().getContainers()) {
      String printed = stage.output(pod, container.getName(), command).strip();
      all.put(container.getName(), printed.replace(" 100000", ""));
    }
    return all;
  }

  private static String asked(Pod pod, String name) {
    Map<String, Object> requests = new TreeMap<>();
    for (Container container : pod.getSpec().getContainers()) {
      if (container.getName().equals(name)) {
        requests.putAll(container.getResources().getRequests());
      }
    }
    return requests.toString().replaceAll("[{},]", "");
  }

  private static String mebibytes(long n) {
    return Long.toString(n << 20);
  }
}
