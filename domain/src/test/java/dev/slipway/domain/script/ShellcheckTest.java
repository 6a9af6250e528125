package dev.slipway.domain.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.slipway.domain.cache.CacheLink;
import dev.slipway.domain.channel.ChannelPaths;
import dev.slipway.domain.channel.ControlLines;
import dev.slipway.domain.channel.ExecCommand;
import dev.slipway.domain.channel.LogPlace;
import dev.slipway.domain.channel.LogReaderCommand;
import dev.slipway.domain.job.JobPayload.JobArtifact;
import dev.slipway.domain.job.JobPayload.JobCache;
import dev.slipway.domain.job.JobPayload.JobDependency;
import dev.slipway.domain.settings.ArtifactSettings;
import dev.slipway.domain.settings.CacheSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("shellcheck has nothing against the scripts")
@Execution(ExecutionMode.CONCURRENT)
class ShellcheckTest {
  @TempDir Path directory;

  @Test
  @DisplayName("neither against the frame nor against the body within it")
  void clean() throws Exception {
    List<String> words =
        new ArrayList<>(List.of("shellcheck", "--shell=dash", "--severity=warning", "--norc"));
    // HOSTNAME and EPOCHSECONDS, which dash does not set: both are read with a fallback
    words.add("--exclude=SC3028");
    List<String> scripts = scripts();
    words.add(file("frame", scripts.getFirst()));
    for (String text : scripts) {
      words.add(file("body" + words.size(), bodyOf(text)));
    }

    Shell.Result result = Shell.start(words, directory, Map.of("LC_ALL", "C.UTF-8"));

    assertThat(result.output()).isEmpty();
    assertThat(result.code()).isZero();
  }

  private static List<String> scripts() throws Exception {
    ScriptJob job =
        new ScriptJob("/builds")
            .file("CONF", "it's\n")
            .variable("UID", "1")
            .variable("GIT_SUBMODULE_STRATEGY", "recursive")
            .variable("GIT_SUBMODULE_UPDATE_FLAGS", "--remote")
            .hook("pre_get_sources_script", "true")
            .step("script", "true\ntrue")
            .flags(
                Map.of(
                    "FF_SCRIPT_SECTIONS", true,
                    "FF_ENABLE_BASH_EXIT_CODE_CHECK", true,
                    "FF_ENABLE_JOB_CLEANUP", true,
                    "FF_DISABLE_UMASK_FOR_KUBERNETES_EXECUTOR", true,
                    "FF_GIT_URLS_WITHOUT_TOKENS", true));
    StageScripts scripts = job.scripts();
    List<String> all = new ArrayList<>();
    all.add(scripts.prepareScript().text());
    all.add(scripts.getSources().text());
    all.add(scripts.userStep(job.payload().steps().getFirst()).orElseThrow().text());
    all.add(scripts.clearWorktree().text());
    all.add(scripts.cleanup().text());
    all.add(scripts.healthCheck(List.of(80, 5432)).text());
    job.step("after_script", "true");
    all.add(job.scripts().afterScript().orElseThrow().text());
    addCarried(job, all);
    job.shell(dev.slipway.domain.settings.Shell.PWSH, "/scripts");
    all.add(job.scripts().userStep(job.payload().steps().getFirst()).orElseThrow().text());
    all.add(
        new ScriptJob("/builds")
            .shell(dev.slipway.domain.settings.Shell.PWSH, "/scripts")
            .scripts()
            .getSources()
            .text());
    job.shell(dev.slipway.domain.settings.Shell.SH, "");
    ScriptJob cloning = job.cloneOnly().flags(Map.of("FF_USE_GIT_NATIVE_CLONE", true)).depth(0);
    all.add(cloning.scripts().getSources().text());
    return all;
  }

  private static void addCarried(ScriptJob job, List<String> all) throws Exception {
    job.cache(new JobCache("k", true, "", List.of("a b"), "", List.of("other")))
        .artifact(
            new JobArtifact(
                "n", true, List.of("a"), List.of("b"), "always", "junit", "gzip", "1 week"))
        .dependency(new JobDependency(77, "token", "n", "artifacts.zip", 12));
    CacheScripts caches =
        new CacheScripts(
            job.context(), new CacheSettings(Optional.empty(), "p", true, 1000), "short");
    Map<String, String> variables = Map.of("KEY", "it's");
    all.add(caches.restore(_ -> new CacheLink.InStore("gs://c/k", variables)).orElseThrow().text());
    all.add(
        caches
            .archive(true, _ -> new CacheLink.Presigned("http://s/k", "http://s/h", variables))
            .orElseThrow()
            .text());
    ArtifactScripts artifacts = new ArtifactScripts(job.context(), ArtifactSettings.DEFAULTS);
    ProvenanceFlags.Run run = new ProvenanceFlags.Run("one", Instant.EPOCH, Instant.EPOCH);
    all.add(artifacts.upload(true, run).orElseThrow().text());
    all.add(artifacts.download().orElseThrow().text());
  }

  @ParameterizedTest
  @MethodSource
  @DisplayName("nor against the commands that carry them")
  void commands(String name, String command) throws Exception {
    // SC2164: the log's reader shows its sign of life whatever became of the folder
    // SC2046, SC2216: it splits a line of ls into words, and lets nobody read what tail warns of
    Shell.Result result =
        Shell.start(
            List.of(
                "shellcheck",
                "--shell=dash",
                "--severity=warning",
                "--norc",
                "--exclude=SC2164,SC2046,SC2216",
                file(name, command)),
            directory,
            Map.of("LC_ALL", "C.UTF-8"));

    assertThat(result.output()).isEmpty();
    assertThat(result.code()).isZero();
  }

  static Stream<Arguments> commands() {
    ExecCommand exec = new ExecCommand("w0rd");
    ChannelPaths paths = new ChannelPaths("/scripts-7-1", "/logs-7-1");
    LogPlace place = new LogPlace(9, Map.of("word", 3L), OptionalLong.of(5));
    return Stream.of(
        arguments("exec", exec.run(true).getLast()),
        arguments("kill", exec.kill("TERM").getLast()),
        arguments("look", exec.look().getLast()),
        arguments("container", ControlLines.containerCommand().getLast()),
        arguments("reader", LogReaderCommand.of(paths, place, 0).getLast()));
  }

  /** The body that the frame runs, with the quoting of a single-quoted word undone. */
  private static String bodyOf(String script) {
    String begin = "slipway_body='";
    int start = script.indexOf(begin) + begin.length();
    int end = script.lastIndexOf("'\n(trap");
    return "set -o errexit\n" + script.substring(start, end).replace("'\\''", "'");
  }

  private String file(String name, String text) throws Exception {
    return Files.writeString(directory.resolve(name), text).toString();
  }
}
