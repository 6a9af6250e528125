package dev.slipway.acceptance.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.acceptance.coordinator.CoordinatorOptions;
import dev.slipway.acceptance.coordinator.job.JobSpec;
import dev.slipway.acceptance.coordinator.job.OfferedJob;
import dev.slipway.acceptance.coordinator.wire.CallKind;
import dev.slipway.acceptance.coordinator.wire.Faults;
import dev.slipway.domain.settings.ClusterClient;
import dev.slipway.ports.gitlab.KeyShop;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

@DisplayName("A GitLab that only listens to clients with a certificate")
// Has a stage of its own and mostly waits, and so runs beside other classes.
@Execution(ExecutionMode.CONCURRENT)
class ClientCertificateTest {
  @TempDir static Path folder;
  private static CoordinatorOptions options;
  private static String files;
  private static List<String> keyLines;

  @BeforeAll
  static void open() throws Exception {
    CoordinatorOptions usual = CoordinatorOptions.defaults();
    KeyShop keys =
        new KeyShop(folder)
            .key("authority", "-ext", "bc:c=ca:true")
            .key("server", "-signer", "authority", "-ext", "SAN=ip:" + usual.host())
            // GnuTLS, which git may be built with, reads no EC key as Java writes it.
            .key("client", "-signer", "authority", "-keyalg", "RSA");
    Path key = keys.keyFile("client", "client.key");
    keyLines = Files.readAllLines(key).stream().filter(line -> !line.startsWith("--")).toList();
    files =
        """
          tls-ca-file = "%s"
          tls-cert-file = "%s"
          tls-key-file = "%s"
        """
            .formatted(
                keys.certificateFile("authority", "authority.pem"),
                keys.certificateFile("client", "client.pem"),
                key);
    options = usual.withClientCertificates(keys.server("server", "authority"));
  }

  @BothClients
  @DisplayName("gives sources, submodules and LFS files, takes artifacts and gives them on")
  void serves(ClusterClient client) throws IOException {
    try (Stage stage = new Stage("client-certificate", options);
        SoloRunner runner = SoloRunner.configured(stage, client, template())) {
      OfferedJob first = runner.offer(making());
      String log = runner.passed(first);
      assertThat(stage.gitlab().url()).hasScheme("https");
      assertThat(log)
          .contains("01O sees lib/README.md", "01O fetched again\n", "01O refused without\n")
          .contains("Uploading artifacts as \"archive\" to coordinator... 201 Created");

      OfferedJob next = runner.offer(using().withNeeds(first));
      assertThat(runner.passed(next))
          .contains("01O the content of a large file\n")
          .contains("coordinator... ok")
          .contains("01O carried safely\n");
      stage.gitlab().journal().assertNoViolations();
    }
  }

  @BothClients
  @DisplayName("has a key that is in one file while the job runs, in none afterwards, in no log")
  void keepsTheKey(ClusterClient client) throws IOException {
    String systemId = ManagerProcess.newSystemId();
    try (Stage stage = new Stage("client-key", options)) {
      Faults.Gate end = stage.gitlab().faults().hold(CallKind.JOB_FINAL);
      String token = stage.newRunner();
      String config = stage.config(template(), client, token, "");
      try (ManagerProcess manager = ManagerProcess.start(systemId, config, "--debug")) {
        OfferedJob job = stage.gitlab().offer(waiting().withRunnerToken(token));
        keepsTheKey(stage, job, end);
        stage.assertNothingLeft(systemId);
        assertThat(manager.log()).isNotEmpty().doesNotContain(keyLines);
      }
    }
  }

  private static void keepsTheKey(Stage stage, OfferedJob job, Faults.Gate end) {
    job.awaitTraceContains("01O begun\n", Stage.LIMIT);
    Pod pod = stage.pod(job.id());
    assertThat(Serialization.asYaml(pod)).doesNotContain(keyLines);
    for (String container : List.of("build", "helper")) {
      assertThat(filesWithKey(stage, pod, container))
          .as(container)
          .singleElement()
          .asString()
          .endsWith("/group/app.tmp/CI_SERVER_TLS_KEY_FILE");
    }

    stage.goOn(job.id());
    end.awaitArrival(Stage.LIMIT);
    for (String container : List.of("build", "helper")) {
      assertThat(stage.filesHolding(pod, container, keyLines.getFirst())).isEmpty();
    }
    end.open();
    job.awaitFinalUpdate(Stage.LIMIT);
    assertThat(job.finalUpdate().isSuccess()).as(job.traceText()).isTrue();
    assertThat(job.traceText()).contains("01O end of it\n").doesNotContain(keyLines);
  }

  // The script that runs has the job's variables: its own file is no find.
  private static List<String> filesWithKey(Stage stage, Pod pod, String container) {
    return stage.filesHolding(pod, container, keyLines.getFirst()).stream()
        .filter(file -> !file.matches("/scripts-[\\d-]+/step_script-\\w+"))
        .toList();
  }

  /** The runner's file is the only thing that knows the certificates. */
  private static String template() {
    return Configs.ONE_RUNNER
        .replace("localhost/helper:1", "{{helper}}")
        .replace("  name = \"one\"\n", "  name = \"one\"\n" + files);
  }

  private static JobSpec making() {
    return JobSpec.ofJson(
        """
        {
          "git_info": {"ref": "submodules"},
          "variables": {"GIT_SUBMODULE_STRATEGY": "normal", "GIT_SUBMODULE_PATHS": "lib"},
          "script": [
            "echo sees lib/*",
            "own='git -c http.sslCAInfo='$CI_SERVER_TLS_CA_FILE",
            "$own fetch -q origin main || echo refused without",
            "own=\\"$own -c http.sslCert=$CI_SERVER_TLS_CERT_FILE -c http.sslKey=$CI_SERVER_TLS_KEY_FILE\\"",
            "$own fetch -q origin main && echo fetched again",
            "echo carried safely > x"
          ],
          "artifacts": [{"paths": ["x"], "artifact_type": "archive", "artifact_format": "zip"}]
        }
        """);
  }

  private static JobSpec using() {
    return JobSpec.ofJson(
        """
        {"git_info": {"ref": "lfs"}, "script": ["cat big.bin", "cat x"]}
        """);
  }

  private static JobSpec waiting() {
    return JobSpec.script(
        "echo begun", "until [ -e /tmp/go-on ]; do sleep 0.1; done", "echo end of it");
  }
}
