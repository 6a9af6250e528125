package dev.slipway.acceptance.coordinator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.acceptance.coordinator.job.JobSpec;
import dev.slipway.acceptance.coordinator.job.OfferedJob;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GitServiceTest {
  private final Coordinator coordinator =
      Coordinator.start(CoordinatorOptions.defaults().withHost("127.0.0.1"));
  private final PlainRunner runner = new PlainRunner(coordinator);
  private final OfferedJob job = coordinator.offer(JobSpec.script("true"));

  @AfterEach
  void stop() {
    coordinator.close();
  }

  @Test
  @DisplayName("the usual project has the same commits everywhere")
  void stableCommits() {
    assertThat(coordinator.repository().tip("main"))
        .contains("e4dec2b77d55f461df08203477d0695d3207448f");
  }

  @Test
  @DisplayName("a shallow fetch of the pipeline's ref works while the job runs")
  void shallowFetch(@TempDir Path folder) throws Exception {
    start();
    assertThat(git(folder, "init", "-q")).isZero();
    assertThat(
            git(
                folder,
                "-c",
                "protocol.version=2",
                "fetch",
                "-q",
                "--depth",
                "1",
                job.payload().at("/git_info/repo_url").asText(),
                "+refs/pipelines/1:refs/pipelines/1"))
        .isZero();
    assertThat(git(folder, "checkout", "-q", "refs/pipelines/1")).isZero();
    assertThat(folder.resolve("README.md")).hasContent("Third commit");
    assertThat(folder.resolve("src/hello.sh")).isExecutable();
    assertThat(coordinator.journal().violations()).isEmpty();
  }

  @Test
  @DisplayName("without a password 401, with a wrong one or after the end 403")
  void tokens() {
    start();
    assertThat(ask()).isEqualTo(401);
    assertThat(ask("Authorization", basic("gitlab-ci-token", "wrong"))).isEqualTo(403);
    assertThat(ask("Authorization", basic("somebody", job.token()))).isEqualTo(403);
    assertThat(ask("Authorization", basic("gitlab-ci-token", job.token()))).isEqualTo(200);
    runner.put(job.id(), PlainRunner.finalUpdate(job.token(), "success", ""));
    assertThat(ask("Authorization", basic("gitlab-ci-token", job.token()))).isEqualTo(403);
    assertThat(coordinator.journal().violations()).hasSize(3);
  }

  private void start() {
    runner.requestJob();
    runner.put(job.id(), PlainRunner.update(job.token(), "running"));
  }

  private int ask(String... headers) {
    return runner
        .send(runner.request("/group/app.git/info/refs?service=git-upload-pack", headers).GET())
        .statusCode();
  }

  private static String basic(String user, String password) {
    byte[] pair = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
    return "Basic " + java.util.Base64.getEncoder().encodeToString(pair);
  }

  private static int git(Path folder, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("git"));
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command)
        .directory(folder.toFile())
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.INHERIT)
        .start()
        .waitFor();
  }
}
