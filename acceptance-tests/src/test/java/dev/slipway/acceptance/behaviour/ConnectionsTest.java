package dev.slipway.acceptance.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.acceptance.cluster.Accounts;
import dev.slipway.acceptance.coordinator.job.JobSpec;
import dev.slipway.acceptance.coordinator.job.OfferedJob;
import dev.slipway.domain.settings.ClusterClient;
import dev.slipway.ports.cluster.ClusterConnection;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/**
 * The ways to the API server and the identities there, each with a whole job. Host, CA and client
 * certificate are what most other tests use.
 */
class ConnectionsTest {
  private static final String UNKNOWN =
      "Unauthorized: the API server does not know these credentials; they are wrong or have expired. Renew what the runner's settings give for the cluster: bearer_token, client certificate or kubeconfig.";
  private static Stage stage;
  private static ClusterConnection able;
  private static ClusterConnection powerless;

  @BeforeAll
  static void open() throws IOException {
    stage = new Stage("connections");
    able = stage.accountWith(rules());
    powerless = stage.accountWith(List.of());
  }

  @AfterAll
  static void close() throws IOException {
    stage.close();
  }

  /** What a job needs in a namespace that is there. */
  private static List<PolicyRule> rules() {
    return Accounts.rulesOfThePorts().stream()
        .filter(rule -> !rule.getResources().contains("namespaces"))
        .toList();
  }

  /** A folder of its own over the one where a pod finds its account; only this process sees it. */
  @BothClients
  void a_manager_in_a_pod_uses_the_account_of_its_pod(ClusterClient client, @TempDir Path folder)
      throws IOException {
    Files.writeString(folder.resolve("token"), able.bearerToken().orElseThrow());
    Files.copy(able.caFile().orElseThrow(), folder.resolve("ca.crt"));
    URI api = URI.create(able.host().orElseThrow());
    List<String> asInPod =
        List.of(
            "unshare",
            "--mount",
            "sh",
            "-euc",
            "mount -t tmpfs none /run; mkdir -p /run/secrets/kubernetes.io; ln -s \"$0\" /run/secrets/kubernetes.io/serviceaccount; exec \"$@\"",
            folder.toString());
    Map<String, String> environment =
        Map.of(
            "KUBERNETES_SERVICE_HOST",
            api.getHost(),
            "KUBERNETES_SERVICE_PORT",
            Integer.toString(api.getPort()),
            "KUBECONFIG",
            "/absent");
    passes(client, "", environment, asInPod);
  }

  @BothClients
  void a_kubeconfig_with_another_context_than_its_current_one(
      ClusterClient client, @TempDir Path folder) throws IOException {
    String kubeconfig =
        """
        apiVersion: v1
        kind: Config
        current-context: nobody
        clusters:
        - name: here
          cluster: {server: "%s", certificate-authority: "%s"}
        users:
        - name: nobody
          user: {token: "%s"}
        - name: able
          user: {token: "%s"}
        contexts:
        - name: nobody
          context: {cluster: here, user: nobody}
        - name: able
          context: {cluster: here, user: able}
        """
            .formatted(
                able.host().orElseThrow(),
                able.caFile().orElseThrow(),
                powerless.bearerToken().orElseThrow(),
                able.bearerToken().orElseThrow());
    Path file = Files.writeString(folder.resolve("config"), kubeconfig);
    passes(client, "    context = \"able\"\n", Map.of("KUBECONFIG", file.toString()), List.of());
  }

  /** A job passes with a manager whose configuration holds these keys for the connection. */
  private static void passes(
      ClusterClient client, String keys, Map<String, String> environment, List<String> wrapper) {
    String token = stage.newRunner();
    String systemId = ManagerProcess.newSystemId();
    String config =
        stage.config(Configs.ONE_RUNNER.replace("    {{cluster}}\n", keys), client, token, "");
    try (ManagerProcess manager = ManagerProcess.start(systemId, config, environment, wrapper)) {
      OfferedJob job = stage.gitlab().offer(JobSpec.script("echo here").withRunnerToken(token));
      job.awaitFinalUpdate(Stage.LIMIT);
      assertThat(job.finalUpdate().state())
          .as(job.traceText() + manager.log())
          .isEqualTo("success");
      stage.assertNothingLeft(systemId);
    }
  }

  @BothClients
  void a_job_brings_its_own_token(ClusterClient client) {
    ClusterConnection revoked = stage.accountWith(List.of());
    stage
        .cluster()
        .admin()
        .serviceAccounts()
        .inNamespace(stage.namespace())
        .withName(accountOf(revoked))
        .delete();
    // The runner's own account writes the records, and may do nothing else.
    ClusterConnection records =
        stage.accountWith(
            rules().stream().filter(rule -> rule.getResources().contains("secrets")).toList());
    try (SoloRunner runner =
        SoloRunner.as(stage, client, records, "bearer_token_overwrite_allowed = true\n")) {
      runner.passed(
          runner.offer(
              JobSpec.script("echo with its own token")
                  .withMaskedVariable(
                      "KUBERNETES_BEARER_TOKEN", able.bearerToken().orElseThrow())));

      OfferedJob without = runner.offer(JobSpec.script("echo never"));
      without.awaitFinalUpdate(Stage.LIMIT);
      assertThat(lastLine(without))
          .contains("(system failure): ", "cannot create resource \"pods\"");

      OfferedJob unknown =
          runner.offer(
              JobSpec.script("echo never")
                  .withMaskedVariable(
                      "KUBERNETES_BEARER_TOKEN", revoked.bearerToken().orElseThrow()));
      unknown.awaitFinalUpdate(Stage.LIMIT);
      assertThat(lastLine(unknown)).contains("(system failure): ", UNKNOWN);
      assertThat(unknown.traceText()).doesNotContain(revoked.bearerToken().orElseThrow());
    }
  }

  @BothClients
  void credentials_that_ended_are_one_line(ClusterClient client) {
    ClusterConnection account = stage.accountWith(rules());
    // Before its first use: the API server remembers for some seconds whom it knows.
    stage
        .cluster()
        .admin()
        .serviceAccounts()
        .inNamespace(stage.namespace())
        .withName(accountOf(account))
        .delete();
    try (SoloRunner runner = SoloRunner.as(stage, client, account, "")) {
      OfferedJob job = runner.offer(JobSpec.script("echo never"));
      job.awaitFinalUpdate(Stage.LIMIT);
      assertThat(lastLine(job)).contains("(system failure): ", UNKNOWN);
      assertThat(job.finalUpdate().failureReason()).contains("runner_system_failure");
    }
  }

  private static String lastLine(OfferedJob job) {
    return job.traceText().lines().reduce("", (before, line) -> line);
  }

  /** The name that stands in the account's token. */
  private static String accountOf(ClusterConnection connection) {
    String claims =
        new String(
            Base64.getUrlDecoder().decode(connection.bearerToken().orElseThrow().split("\\.")[1]),
            StandardCharsets.UTF_8);
    return claims.replaceFirst(".*\"serviceaccount\":\\{\"name\":\"([^\"]+)\".*", "$1");
  }
}
