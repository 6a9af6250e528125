package dev.slipway.domain.script;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.domain.cache.CacheLink;
import dev.slipway.domain.job.JobPayload.JobArtifact;
import dev.slipway.domain.job.JobPayload.JobCache;
import dev.slipway.domain.job.JobPayload.JobDependency;
import dev.slipway.domain.settings.ArtifactSettings;
import dev.slipway.domain.settings.CacheSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("Scripts that call the helper's program, in each shell")
class CarryInShellsTest {
  private static final String ODD = "it's $x \"q\" `id` *";

  /** Says with which words it was called, and ends as its first argument has it. */
  private static final String HELPER =
      """
      #!/bin/sh
      printf '<%s>' "$@"
      for word; do
        case $word in
          *.env) printf '{%s}' "$(cat "$word")" ;;
        esac
      done
      printf '[%s]\\n' "$CI_JOB_TOKEN"
      if [ -e "$HOME/fails" ]; then exit 1; fi
      """;

  @TempDir Path builds;
  private String path = "";

  @BeforeEach
  void helper() throws IOException {
    Path program = builds.resolve("bin/gitlab-runner-helper");
    GitFixture.write(program, HELPER);
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
    path = program.getParent() + ":" + System.getenv("PATH");
    Files.createDirectories(builds.resolve("g/p"));
  }

  private ScriptJob job() {
    return new ScriptJob(builds.toString());
  }

  private Shell.Result run(Shell shell, GeneratedScript script) {
    return shell.run(script.text(), builds, Map.of("PATH", path));
  }

  private CacheScripts caches() {
    JobCache cache = new JobCache("k", false, "", List.of(ODD), "", List.of("other"));
    CacheSettings settings = new CacheSettings(Optional.empty(), "p", true, 0);
    return new CacheScripts(job().cache(cache).context(), settings, "short");
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("a cache is got, else the one of its next key, else the job goes on without")
  void restore(Shell shell) throws Exception {
    GeneratedScript script =
        caches()
            .restore(object -> new CacheLink.Presigned("http://s/" + ODD, "http://h", Map.of()))
            .orElseThrow();

    Shell.Result found = run(shell, script);
    assertThat(found.code()).as(found.output()).isZero();
    assertThat(found.output())
        .containsSubsequence("Checking cache for k...", "<cache-extractor>", "<http://s/" + ODD)
        .contains("Successfully extracted cache")
        .doesNotContain("Checking cache for other");

    Files.createFile(builds.resolve("fails"));
    Shell.Result missing = run(shell, script);
    assertThat(missing.code()).as(missing.output()).isZero();
    assertThat(missing.output())
        .containsSubsequence(
            "Checking cache for k...", "Failed to extract cache", "Checking cache for other...");
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("a cache is sent with its paths; one that cannot be sent is only told of")
  void archive(Shell shell) throws Exception {
    GeneratedScript script =
        caches()
            .archive(
                true,
                object -> new CacheLink.InStore("azblob://c/" + object.name(), Map.of("KEY", ODD)))
            .orElseThrow();

    Shell.Result sent = run(shell, script);
    assertThat(sent.code()).as(sent.output()).isZero();
    assertThat(sent.output()).containsSubsequence("<cache-archiver>", "<--path><" + ODD + ">");
    assertThat(builds.resolve("g/p.tmp")).isDirectoryNotContaining("glob:**cache*");

    Files.createFile(builds.resolve("fails"));
    Shell.Result failed = run(shell, script);
    assertThat(failed.code()).as(failed.output()).isZero();
    assertThat(failed.output()).contains("Failed to create cache");
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("artifacts are sent and got with the token in the environment; a failure is one")
  void artifacts(Shell shell) throws Exception {
    ScriptJob job =
        job()
            .artifact(
                new JobArtifact(
                    ODD, true, List.of(ODD), List.of("b"), "always", "junit", "gzip", "1 week"))
            .dependency(new JobDependency(77, "its-token", ODD, "artifacts.zip", 12));
    ArtifactScripts scripts = new ArtifactScripts(job.context(), ArtifactSettings.DEFAULTS);
    Instant then = Instant.parse("2026-01-02T12:00:00Z");
    GeneratedScript upload =
        scripts.upload(true, new ProvenanceFlags.Run("one", then, then)).orElseThrow();
    GeneratedScript download = scripts.download().orElseThrow();

    Shell.Result up = run(shell, upload);
    assertThat(up.code()).as(up.output()).isZero();
    assertThat(up.output())
        .contains("<artifacts-uploader>", "<--path><" + ODD + ">", "<--name><" + ODD + ">")
        .contains("[" + ScriptJob.TOKEN + "]");
    Shell.Result down = run(shell, download);
    assertThat(down.code()).as(down.output()).isZero();
    assertThat(down.output())
        .contains("Downloading artifacts for " + ODD + " (77)...", "<--id><77>", "[its-token]");

    Files.createFile(builds.resolve("fails"));
    assertThat(run(shell, upload).code()).isNotZero();
    assertThat(run(shell, download).code()).isNotZero();
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("ports are waited for; services that do not open them fail the script")
  void healthCheck(Shell shell) throws Exception {
    GeneratedScript script = job().scripts().healthCheck(List.of(80, 5432));

    Shell.Result open = run(shell, script);
    assertThat(open.code()).as(open.output()).isZero();
    assertThat(open.output()).contains("<health-check><--port><80><--port><5432>");

    Files.createFile(builds.resolve("fails"));
    assertThat(run(shell, script).code()).isNotZero();
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("an image without the program says what is not done, and the job goes on")
  void noHelper(Shell shell) throws Exception {
    Files.delete(builds.resolve("bin/gitlab-runner-helper"));

    Shell.Result result =
        run(shell, caches().archive(true, _ -> new CacheLink.Nowhere()).orElseThrow());

    assertThat(result.code()).as(result.output()).isZero();
    assertThat(result.output()).contains("Missing");
  }
}
