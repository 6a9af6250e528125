package dev.slipway.acceptance.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.acceptance.cluster.Accounts;
import dev.slipway.acceptance.coordinator.job.JobSpec;
import dev.slipway.acceptance.coordinator.job.OfferedJob;
import dev.slipway.domain.settings.ClusterClient;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** What services do beside being there: certificates, ports to wait for, output. */
class ServicesTest {
  private static final String CERTS =
      Configs.ONE_RUNNER.replace("localhost/helper:1", "{{helper}}")
          + """
              poll_timeout = %d
              [[runners.kubernetes.volumes.empty_dir]]
                name = "certs"
                mount_path = "/certs"
          """;

  /** As docker:dind does: makes certificates at its start, and opens its port late. */
  private static final String TLS_SERVICE =
      """
      {"services": [{
        "name": "localhost/debian-ci:1",
        "alias": "docker",
        "entrypoint": ["bash", "-c"],
        "command": ["cd /certs && openssl req -x509 -newkey rsa:2048 -nodes -keyout server.key -out ca.pem -days 1 -subj /CN=docker -addext subjectAltName=DNS:docker 2>/dev/null && echo certificates are made && until [ -e go-on ]; do sleep 0.1; done && exec openssl s_server -accept 2376 -cert ca.pem -key server.key -www -quiet"],
        "variables": [{"key": "HEALTHCHECK_TCP_PORT", "value": "2376", "public": true}]
      }]}
      """;

  private static final String SILENT_SERVICE =
      """
      {"services": [{
        "name": "localhost/busybox:1",
        "alias": "silent",
        "command": ["sh", "-c", "echo opens no port; exec sleep 1000"],
        "variables": [{"key": "HEALTHCHECK_TCP_PORT", "value": "5432", "public": true}]
      }]}
      """;

  private static final String TALKING_SERVICE =
      """
      {"services": [{
        "name": "localhost/busybox:1",
        "alias": "one two",
        "command": ["sh", "-c", "echo ready, $WHO; until [ -e /shared/end ]; do sleep 0.1; done; echo the end"],
        "variables": [{"key": "WHO", "value": "me", "public": true}]
      }, {
        "name": "localhost/busybox:1",
        "command": ["sh", "-c", "echo another"]
      }]}
      """;

  private static Stage stage;

  @BeforeAll
  static void open() throws IOException {
    stage = new Stage("services");
  }

  @AfterAll
  static void close() throws IOException {
    stage.close();
  }

  @BothClients
  void a_service_that_makes_certificates_is_reached_over_tls(ClusterClient client) {
    try (SoloRunner runner = SoloRunner.configured(stage, client, CERTS.formatted(60))) {
      OfferedJob job =
          runner.offer(
              JobSpec.script(
                      "echo | openssl s_client -connect docker:2376 -CAfile /certs/ca.pem -verify_return_error -verify_hostname docker 2>&1 | grep -E '^(subject|Verification)'",
                      "curl -sS --cacert /certs/ca.pem https://docker:2376/ | grep -c 's_server'",
                      "(curl -sS https://docker:2376/ 2>&1 || true) | grep -o 'self-signed certificate'")
                  .with(TLS_SERVICE));
      job.awaitTraceContains("01O dialing localhost:2376...\n", Stage.LIMIT);
      assertThat(stage.exec(stage.pod(job.id()), "build", "touch", "/certs/go-on")).isZero();

      String log = runner.passed(job);
      assertThat(log)
          .contains("01O waiting for TCP connection to localhost on [2376]...\n")
          .contains("01O dial succeeded on localhost:2376. Exiting...\n")
          .contains("01O subject=CN = docker\n")
          .contains("01O Verification: OK\n")
          .contains("01O 2\n")
          .contains("01O self-signed certificate\n")
          .doesNotContain("certificates are made\n");
    }
  }

  @BothClients
  void a_service_that_never_opens_its_port_fails_the_job(ClusterClient client) {
    try (SoloRunner runner = SoloRunner.configured(stage, client, CERTS.formatted(20))) {
      OfferedJob job =
          runner.offer(
              JobSpec.script("echo never")
                  .with(SILENT_SERVICE)
                  .withVariable("CI_DEBUG_SERVICES", "true"));

      runner.assertFailed(
          job,
          "runner_system_failure",
          " (system failure): Health check of services on ports [5432] (HEALTHCHECK_TCP_PORT): not all were open after 20 s. Look at the service's log with CI_DEBUG_SERVICES, or raise poll_timeout if it needs longer.");
      assertThat(job.traceText())
          .containsPattern("0fO .*\\[service:localhost/busybox-silent] .* opens no port")
          .doesNotContain("never\n");
    }
  }

  @BothClients
  void what_services_print_is_shown_where_the_job_asks_for_it(ClusterClient client) {
    String shared =
        """
        [[runners.kubernetes.volumes.empty_dir]]
          name = "shared"
          mount_path = "/shared"
        """;
    try (SoloRunner runner = SoloRunner.with(stage, client, shared)) {
      OfferedJob job =
          runner.offer(
              JobSpec.script(
                      "until [ -e /shared/go-on ]; do sleep 0.1; done",
                      "touch /shared/end",
                      "sleep 1")
                  .with(TALKING_SERVICE)
                  .withVariable("CI_DEBUG_SERVICES", "true"));
      job.awaitTraceContains(" ready, me", Stage.LIMIT);
      job.awaitTraceContains(" another", Stage.LIMIT);
      assertThat(stage.exec(stage.pod(job.id()), "build", "touch", "/shared/go-on")).isZero();

      String time = "2[0-9-]{9}T[0-9:]{8}\\.[0-9]+Z";
      assertThat(runner.passed(job))
          .containsPattern(
              "0fO \033\\[0;37m\\[service:localhost/busybox-one-two] "
                  + time
                  + " ready, me\033\\[0;m\n")
          .containsPattern("0fO \033\\[0;37m\\[service:localhost/busybox] " + time + " another")
          .containsPattern("\\[service:localhost/busybox-one-two] " + time + " the end");
    }
  }

  @BothClients
  void output_that_may_not_be_read_is_a_warning(ClusterClient client) {
    List<PolicyRule> rules =
        Accounts.rulesOfThePorts().stream()
            .filter(rule -> !List.of("pods/log", "namespaces").containsAll(rule.getResources()))
            .toList();
    try (SoloRunner runner = SoloRunner.allowed(stage, client, rules)) {
      OfferedJob job =
          runner.offer(
              JobSpec.script("echo goes on")
                  .with(TALKING_SERVICE)
                  .withVariable("CI_DEBUG_SERVICES", "true"));

      assertThat(runner.passed(job))
          .contains("WARNING: failed to open log stream for container one: ")
          .contains("cannot get resource \"pods/log\"")
          .contains("01O goes on\n");
    }
  }
}
