package dev.slipway.acceptance.coordinator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.acceptance.coordinator.git.GitRepository;
import dev.slipway.acceptance.coordinator.job.JobSpec;
import dev.slipway.acceptance.coordinator.job.OfferedJob;
import dev.slipway.acceptance.coordinator.wire.CallKind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GitServiceTest extends WithStandIn {
  private final OfferedJob job = coordinator.offer(JobSpec.script("true"));

  @Test
  @DisplayName("the usual project has the same commits everywhere")
  void stableCommits() {
    assertThat(coordinator.repository().tip("main"))
        .contains("e4dec2b77d55f461df08203477d0695d3207448f");
  }

  @Test
  @DisplayName("a shallow fetch of the pipeline's ref works while the job runs")
  void shallowFetch(@TempDir Path folder) throws Exception {
    start(job);
    git(folder, "init", "-q");
    git(
        folder,
        "-c",
        "protocol.version=2",
        "fetch",
        "-q",
        "--depth",
        "1",
        job.payload().at("/git_info/repo_url").asText(),
        "+refs/pipelines/1:refs/pipelines/1");
    git(folder, "checkout", "-q", "refs/pipelines/1");
    assertThat(folder.resolve("README.md")).hasContent("Third commit");
    assertThat(folder.resolve("src/hello.sh")).isExecutable();
    assertThat(coordinator.journal().violations()).isEmpty();
  }

  @Test
  @DisplayName("without a password 401, with a wrong one or after the end 403")
  void tokens() {
    start(job);
    assertThat(ask()).isEqualTo(401);
    assertThat(ask("Authorization", basic("gitlab-ci-token", "wrong"))).isEqualTo(403);
    assertThat(ask("Authorization", basic("somebody", job.token()))).isEqualTo(403);
    assertThat(ask("Authorization", basic("gitlab-ci-token", job.token()))).isEqualTo(200);
    runner.put(job.id(), PlainRunner.finalUpdate(job.token(), "success", ""));
    assertThat(ask("Authorization", basic("gitlab-ci-token", job.token()))).isEqualTo(403);
    assertThat(coordinator.journal().violations()).hasSize(3);
  }

  @Test
  @DisplayName("large requests come compressed, or in pieces, and are understood")
  void largeRequests(@TempDir Path folder) throws Exception {
    for (int i = 0; i < 60; i++) {
      coordinator.repository().commit("b" + i, "Branch " + i, Map.of("f", "" + i));
    }
    start(job);
    String url = job.payload().at("/git_info/repo_url").asText();
    git(folder, "init", "-q");
    git(folder, "fetch", "-q", url, "+refs/heads/*:refs/remotes/origin/*");
    git(folder, "update-ref", "-d", "refs/remotes/origin/main");
    coordinator.repository().commit("main", "Fourth", Map.of("README.md", "Fourth\n"));
    git(
        folder,
        "-c",
        "http.postBuffer=1000",
        "-c",
        "protocol.version=0",
        "fetch",
        "-q",
        url,
        "main");
    assertThat(coordinator.journal().requests(CallKind.GIT))
        .anyMatch(request -> request.header("Content-Encoding").filter("gzip"::equals).isPresent())
        .anyMatch(
            request -> request.header("Transfer-Encoding").filter("chunked"::equals).isPresent());
    coordinator.journal().assertNoViolations();
  }

  @Test
  @DisplayName("a submodule beside the project, a tag, and a commit by its id")
  void submodule(@TempDir Path folder) throws Exception {
    GitRepository lib = coordinator.repositories().createUsual("group/lib");
    String commit = lib.tip("main").orElseThrow();
    GitRepository app = coordinator.repository();
    app.commitSubmodule("main", "lib", "../lib.git", commit);
    app.tag("v1", app.tip("main").orElseThrow());
    start(job);
    String url = job.payload().at("/git_info/repo_url").asText();
    git(folder, "clone", "-q", "--branch", "v1", "--recurse-submodules", url, ".");
    assertThat(folder.resolve("lib/README.md")).hasContent("Third commit");
    String older = app.resolve("main~2");
    git(folder, "fetch", "-q", "--depth", "1", "origin", older);
  }

  @Test
  @DisplayName("an unknown project: 404")
  void unknownProject() {
    start(job);
    var request =
        runner.request(
            "/group/other.git/info/refs?service=git-upload-pack",
            "Authorization",
            basic("gitlab-ci-token", job.token()));
    assertThat(runner.send(request.GET()).statusCode()).isEqualTo(404);
  }

  private int ask(String... headers) {
    return runner
        .send(runner.request("/group/app.git/info/refs?service=git-upload-pack", headers).GET())
        .statusCode();
  }

  private static String basic(String user, String password) {
    byte[] pair = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
    return "Basic " + Base64.getEncoder().encodeToString(pair);
  }

  /** Runs Git as a user would; fails the test with what it said. */
  private static void git(Path folder, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("git"));
    command.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(command + ": " + said).isZero();
  }
}
