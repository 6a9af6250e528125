package dev.slipway.domain.script;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

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
    job.shell(dev.slipway.domain.settings.Shell.PWSH, "/scripts");
    all.add(job.scripts().userStep(job.payload().steps().getFirst()).orElseThrow().text());
    job.shell(dev.slipway.domain.settings.Shell.SH, "");
    ScriptJob cloning = job.cloneOnly().flags(Map.of("FF_USE_GIT_NATIVE_CLONE", true)).depth(0);
    all.add(cloning.scripts().getSources().text());
    return all;
  }

  /** The argument of eval, with the quoting of a single-quoted word undone. */
  private static String bodyOf(String script) {
    int start = script.indexOf("eval '") + "eval '".length();
    int end = script.lastIndexOf("') < /dev/null");
    return "set -o errexit\n" + script.substring(start, end).replace("'\\''", "'");
  }

  private String file(String name, String text) throws Exception {
    return Files.writeString(directory.resolve(name), text).toString();
  }
}
