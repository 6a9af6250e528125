package dev.slipway.app.config;

import static dev.slipway.app.config.ConfigText.RUNNER;
import static dev.slipway.app.config.ConfigText.problems;
import static dev.slipway.app.config.ConfigText.warnings;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Values of {@code [runners.kubernetes]} that are refused, with line, key and what is allowed. */
class KubernetesRefusalTest {
  private static final String VOLUME = "[[runners.kubernetes.volumes.%s]]\n%s";

  @ParameterizedTest(name = "{0}")
  @DisplayName("a value that cannot work is refused where it stands")
  @MethodSource("refusals")
  void refused(String toml, String problem) {
    // The first line of the text is line 5 of the file.
    assertThat(problems(RUNNER + toml)).contains("config.toml:" + problem);
  }

  static Stream<Arguments> refusals() {
    return Stream.of(
            volumes(),
            kubernetes(),
            lifecycle(),
            List.of(
                Arguments.of(
                    "[runners.kubernetes.build_container_security_context]\nproc_mount = \"some\"",
                    "6:1: runners.kubernetes.build_container_security_context.proc_mount: \"some\" is not known; allowed: default, unmasked"),
                Arguments.of(
                    "[runners.kubernetes.pod_security_context.seccomp_profile]\ntype = \"Localhost\"",
                    "6:1: runners.kubernetes.pod_security_context.seccomp_profile.type: \"Localhost\" needs localhost_profile, the path of a profile on the node"),
                Arguments.of(
                    "[runners.kubernetes.helper_container_security_context.capabilities]\nadd = [\"CAP_KILL\"]",
                    "6:8: runners.kubernetes.helper_container_security_context.capabilities.add: entry 1: \"CAP_KILL\": Kubernetes wants the name without CAP_; write \"KILL\""),
                Arguments.of(
                    "[[runners.kubernetes.affinity.node_affinity.preferred_during_scheduling_ignored_during_execution]]\nweight = 101",
                    "6:1: runners.kubernetes.affinity.node_affinity.preferred_during_scheduling_ignored_during_execution.weight: 101 is out of range; allowed: 1 to 100")))
        .flatMap(List::stream);
  }

  private static List<Arguments> volumes() {
    return List.of(
        Arguments.of(
            VOLUME.formatted("pvc", "name = \"a\""),
            "5:30: runners.kubernetes.volumes.pvc.mount_path is missing; write it or remove the entry"),
        Arguments.of(
            VOLUME.formatted("empty_dir", "name = \"logs\"\nmount_path = \"/x\""),
            "6:1: runners.kubernetes.volumes.empty_dir.name: \"logs\" is the name of one of the runner's own volumes; choose another"),
        Arguments.of(
            VOLUME.formatted("pvc", "name = \"a\"\nmount_path = \"/x\"\nsub_path = \"../b\""),
            "8:1: runners.kubernetes.volumes.pvc.sub_path: \"../b\" must be a path within the volume: relative, without \"..\""),
        Arguments.of(
            VOLUME.formatted(
                "empty_dir", "name = \"a\"\nmount_path = \"/x\"\nsize_limit = \"big\""),
            "8:1: runners.kubernetes.volumes.empty_dir.size_limit: \"big\" is not a quantity; write for example \"500m\", \"2\", \"128Mi\" or \"1.5Gi\""),
        Arguments.of(
            VOLUME.formatted("pvc", "name = \"a\"\nmount_path = \"/x\"\n")
                + VOLUME.formatted("empty_dir", "name = \"b\"\nmount_path = \"/x\""),
            "10:1: runners.kubernetes.volumes.empty_dir.mount_path: \"/x\" is where volume \"a\" is mounted already"),
        Arguments.of(
            VOLUME.formatted("host_path", "name = \"a\"\nmount_path = \"/x\"\n")
                + VOLUME.formatted("empty_dir", "name = \"a\"\nmount_path = \"/y\""),
            "9:1: runners.kubernetes.volumes.empty_dir.name: \"a\" is the name of another volume already; each volume needs its own"),
        Arguments.of(
            VOLUME.formatted(
                "host_path", "name = \"a\"\nmount_path = \"/x\"\nmount_propagation = \"none\""),
            "8:1: runners.kubernetes.volumes.host_path.mount_propagation: \"none\" is not known; did you mean \"None\"? allowed: Bidirectional, HostToContainer, None"));
  }

  private static List<Arguments> kubernetes() {
    return List.of(
        inKubernetes(
            "dns_policy = \"clusterfirst\"",
            "dns_policy: \"clusterfirst\" is not known; did you mean \"cluster-first\"? allowed: cluster-first, cluster-first-with-host-net, default, none"),
        inKubernetes(
            "dns_policy = \"none\"",
            "dns_policy: \"none\" leaves the pod without a resolver; write dns_config.nameservers"),
        inKubernetes(
            "allowed_users = [\"me\"]",
            "allowed_users: entry 1: \"me\" is not a number; write ids, in quotes",
            18),
        inKubernetes(
            "logs_base_dir = \"tmp\"",
            "logs_base_dir: \"tmp\" must be an absolute path of letters, digits, \".\", \"_\" and \"-\""),
        inKubernetes(
            "node_tolerations = { a = \"Never\" }",
            "node_tolerations.a: \"Never\" is no effect of a taint; allowed: NoSchedule, PreferNoSchedule, NoExecute, and \"\" for all",
            22),
        Arguments.of(
            "[runners.kubernetes.dns_config]\nnameservers = [\"8.8\"]",
            "6:16: runners.kubernetes.dns_config.nameservers: entry 1: \"8.8\" is no IP address; write for example \"10.0.0.1\" or \"fd00::1\""),
        Arguments.of(
            "[[runners.kubernetes.host_aliases]]\nip = \"host\"",
            "6:1: runners.kubernetes.host_aliases.ip: \"host\" is no IP address; write for example \"10.0.0.1\" or \"fd00::1\""));
  }

  private static List<Arguments> lifecycle() {
    String hook = "[runners.kubernetes.container_lifecycle.pre_stop%s]\n%s";
    return List.of(
        Arguments.of(
            hook.formatted("", ""),
            "5:41: runners.kubernetes.container_lifecycle.pre_stop: does nothing; write one of exec, http_get, tcp_socket"),
        Arguments.of(
            hook.formatted("", "exec = { command = [\"a\"] }\ntcp_socket = { port = 1 }"),
            "5:41: runners.kubernetes.container_lifecycle.pre_stop: has exec and tcp_socket; Kubernetes takes one: keep one"),
        Arguments.of(
            hook.formatted(".http_get", "port = 65536"),
            "6:1: runners.kubernetes.container_lifecycle.pre_stop.http_get.port: 65536 is out of range; allowed: 1 to 65535"));
  }

  private static Arguments inKubernetes(String line, String problem) {
    return inKubernetes(line, problem, 1);
  }

  private static Arguments inKubernetes(String line, String problem, int column) {
    return Arguments.of(
        "[runners.kubernetes]\n" + line, "6:%d: runners.kubernetes.%s".formatted(column, problem));
  }

  @Test
  @DisplayName("what register writes is accepted; what has no effect yet is named in a warning")
  void registered() {
    assertThat(
            warnings(
                RUNNER
                    + """
                    id = 1
                    token_obtained_at = 2026-01-01T00:00:00Z
                    token_expires_at = 2027-01-01T00:00:00Z
                    [runners.kubernetes]
                    namespace = "ci"
                    suspend_pvc_size = "5Gi"
                    suspend_pvc_storage_class = "fast"
                    [runners.kubernetes.autoscaler]
                    max_pause_pods = 2
                    [[runners.kubernetes.services]]
                    name = "postgres:18"
                    suspend_data_path = "/data"
                    """))
        .containsExactly(
            "config.toml:7:1: runners.token_expires_at has no effect in this version of Slipway. When the token ends. It is not renewed before that time: renew it in GitLab, and write the new one here.",
            "config.toml:10:1: runners.kubernetes.suspend_pvc_size has no effect in this version of Slipway. Size of the volume that keeps a suspended environment. Environments are not suspended, and a job that asks for it is refused.",
            "config.toml:11:1: runners.kubernetes.suspend_pvc_storage_class has no effect in this version of Slipway. Storage class of the volume that keeps a suspended environment. Environments are not suspended, and a job that asks for it is refused.",
            "config.toml:12:21: runners.kubernetes.autoscaler has no effect in this version of Slipway. Pods that keep room on nodes free for jobs. None are made: a job waits until the cluster has a node for it.",
            "config.toml:16:1: runners.kubernetes.services.suspend_data_path has no effect in this version of Slipway. Where a service keeps what a suspended environment needs. Environments are not suspended, and a job that asks for it is refused.");
  }
}
