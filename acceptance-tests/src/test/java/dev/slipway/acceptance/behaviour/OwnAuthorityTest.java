package dev.slipway.acceptance.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.acceptance.coordinator.CoordinatorOptions;
import dev.slipway.acceptance.coordinator.job.JobSpec;
import dev.slipway.acceptance.coordinator.job.OfferedJob;
import dev.slipway.domain.settings.ClusterClient;
import dev.slipway.ports.gitlab.KeyShop;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("A GitLab whose certificate only its own authority vouches for")
// Has a stage of its own and mostly waits, and so runs beside other classes.
@Execution(ExecutionMode.CONCURRENT)
class OwnAuthorityTest {
  @TempDir static Path folder;
  private static Stage stage;
  private static Path authorityFile;

  @BeforeAll
  static void open() throws Exception {
    CoordinatorOptions options = CoordinatorOptions.defaults();
    KeyShop keys =
        new KeyShop(folder)
            .key("authority", "-ext", "bc:c=ca:true")
            .key("server", "-signer", "authority", "-ext", "SAN=ip:" + options.host());
    authorityFile = keys.certificateFile("authority", "authority.pem");
    stage = new Stage("own-authority", options.withTls(keys.server("server", "authority")));
  }

  @AfterAll
  static void close() throws Exception {
    stage.close();
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("gives its sources, submodules and LFS files to jobs that know nothing of it")
  void sources(ClusterClient client) throws Exception {
    String token = stage.newRunner();
    try (TestManager manager = TestManager.start(config(client, token))) {
      OfferedJob job = stage.gitlab().offer(job("submodules").withRunnerToken(token));
      OfferedJob lfs = stage.gitlab().offer(job("lfs").withRunnerToken(token));
      job.awaitFinalUpdate(Stage.LIMIT);
      lfs.awaitFinalUpdate(Stage.LIMIT);

      assertThat(stage.gitlab().url()).hasScheme("https");
      assertThat(job.traceText()).contains("sees lib/README.md").contains("fetched again");
      assertThat(job.finalUpdate().isSuccess()).isTrue();
      assertThat(lfs.traceText()).contains("the content of a large file");
      assertThat(lfs.finalUpdate().isSuccess()).isTrue();
      stage.gitlab().journal().assertNoViolations();
      assertThat(manager.systemId()).isNotEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("takes artifacts from a job and gives them to the next one")
  void artifacts(ClusterClient client) throws Exception {
    String token = stage.newRunner();
    try (TestManager manager = TestManager.start(config(client, token))) {
      OfferedJob first = stage.gitlab().offer(making().withRunnerToken(token));
      first.awaitFinalUpdate(Stage.LIMIT);
      assertThat(first.finalUpdate().isSuccess()).as(first.traceText()).isTrue();
      OfferedJob next = stage.gitlab().offer(using().withNeeds(first).withRunnerToken(token));
      next.awaitFinalUpdate(Stage.LIMIT);

      assertThat(first.traceText())
          .contains("Uploading artifacts as \"archive\" to coordinator... 201 Created");
      assertThat(next.finalUpdate().isSuccess()).as(next.traceText()).isTrue();
      assertThat(next.traceText()).contains("coordinator... ok").contains("01O carried safely\n");
      stage.gitlab().journal().assertNoViolations();
      assertThat(manager.systemId()).isNotEmpty();
    }
  }

  /** The runner's file is the only thing that knows the authority. */
  private static String config(ClusterClient client, String token) {
    return stage
        .config(Configs.ONE_RUNNER.replace("localhost/helper:1", "{{helper}}"), client, token, "")
        .replace(
            "  name = \"one\"\n", "  name = \"one\"\n  tls-ca-file = \"" + authorityFile + "\"\n");
  }

  private static JobSpec making() {
    return JobSpec.ofJson(
        """
        {
          "script": ["echo carried safely > x"],
          "artifacts": [{"paths": ["x"], "artifact_type": "archive", "artifact_format": "zip"}]
        }
        """);
  }

  private static JobSpec using() {
    return JobSpec.script("cat x").withVariable("GIT_STRATEGY", "none");
  }

  private static JobSpec job(String ref) {
    return JobSpec.ofJson(
        """
        {
          "git_info": {"ref": "%s"},
          "variables": {"GIT_SUBMODULE_STRATEGY": "%s", "GIT_SUBMODULE_PATHS": "lib"},
          "script": [
            "if [ -e big.bin ]; then cat big.bin; exit; fi",
            "echo sees lib/*",
            "git -c http.sslCAInfo=$CI_SERVER_TLS_CA_FILE fetch -q origin main && echo fetched again"
          ]
        }
        """
            .formatted(ref, ref.equals("submodules") ? "normal" : "none"));
  }
}
