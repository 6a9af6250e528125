package dev.slipway.domain.script;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.domain.cache.CacheLink;
import dev.slipway.domain.cache.CacheObject;
import dev.slipway.domain.failure.FailureException;
import dev.slipway.domain.job.JobPayload.JobArtifact;
import dev.slipway.domain.job.JobPayload.JobCache;
import dev.slipway.domain.job.JobPayload.JobDependency;
import dev.slipway.domain.settings.ArtifactSettings;
import dev.slipway.domain.settings.CacheSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The script of each stage, as a whole")
class StageGoldenTest {
  private static final CacheSettings CACHES = new CacheSettings(Optional.empty(), "p", true, 0);
  private static final ProvenanceFlags.Run RUN =
      new ProvenanceFlags.Run(
          "one", Instant.parse("2026-01-02T12:00:00Z"), Instant.parse("2026-01-02T12:01:00Z"));

  @TempDir Path directory;

  @Test
  @DisplayName("for bash")
  void bash() throws Exception {
    for (Map.Entry<String, String> script : scripts(UnaryOperator.identity()).entrySet()) {
      new ScriptGolden("bash/" + script.getKey() + ".sh").check(script.getValue());
    }
  }

  @Test
  @DisplayName("for PowerShell, as pwsh is given it")
  void powerShell() throws Exception {
    Path pwsh = Files.writeString(directory.resolve("pwsh"), "#!/bin/sh\ncat \"$7\"\n");
    Files.setPosixFilePermissions(pwsh, PosixFilePermissions.fromString("rwxr-xr-x"));
    Map<String, String> environment = Map.of("PATH", directory + ":/usr/bin:/bin");
    UnaryOperator<ScriptJob> inPowerShell =
        job -> job.shell(dev.slipway.domain.settings.Shell.PWSH, directory.toString());
    Map<String, String> scripts = new LinkedHashMap<>(scripts(inPowerShell));
    // no git, no hooks: this one needs no PowerShell
    assertThat(scripts.remove("get_sources_empty")).doesNotContain("pwsh");
    for (Map.Entry<String, String> script : scripts.entrySet()) {
      Shell.Result result = Shell.DASH.run(script.getValue(), directory, environment);

      new ScriptGolden("pwsh/" + script.getKey() + ".ps1").check(result.output());
    }
  }

  @Test
  @DisplayName("the helper's own scripts need no PowerShell where no hook is written in it")
  void withoutHooks() throws Exception {
    ScriptJob job = new ScriptJob("/builds").step("script", "Get-Date");
    job.shell(dev.slipway.domain.settings.Shell.PWSH, "/scripts");

    assertThat(job.scripts().prepareScript().text()).doesNotContain("pwsh");
    assertThat(job.scripts().getSources().text())
        .startsWith("#!/usr/bin/env sh\n")
        .doesNotContain("pwsh");
    assertThat(job.scripts().cleanup().text()).doesNotContain("pwsh");
    assertThat(job.scripts().userStep(job.payload().steps().get(0)).orElseThrow().text())
        .contains("pwsh");
    job.hook("post_get_sources_script", "Get-Date");
    assertThat(job.scripts().getSources().text()).contains("pwsh");
    assertThat(job.scripts().cleanup().text()).contains("pwsh");
  }

  private static Map<String, String> scripts(UnaryOperator<ScriptJob> inShell)
      throws FailureException {
    Map<String, String> all = new LinkedHashMap<>();
    ScriptJob job = inShell.apply(job());
    StageScripts stages = job.scripts();
    all.put("prepare_script", stages.prepareScript().text());
    all.put("health_check", stages.healthCheck(List.of(5432, 6379)).text());
    all.put("get_sources", stages.getSources().text());
    all.put("clear_worktree", stages.clearWorktree().text());
    all.put("step_script", stages.userStep(job.payload().steps().get(0)).orElseThrow().text());
    all.put("after_script", stages.afterScript().orElseThrow().text());
    all.put("cleanup_file_variables", stages.cleanup().text());
    CacheScripts caches = new CacheScripts(job.context(), CACHES, "short");
    all.put("restore_cache", caches.restore(StageGoldenTest::presigned).orElseThrow().text());
    all.put("archive_cache", caches.archive(true, StageGoldenTest::inStore).orElseThrow().text());
    ArtifactScripts artifacts = new ArtifactScripts(job.context(), ArtifactSettings.DEFAULTS);
    all.put("download_artifacts", artifacts.download().orElseThrow().text());
    all.put("upload_artifacts", artifacts.upload(true, RUN).orElseThrow().text());

    ScriptJob other = inShell.apply(job()).cloneOnly().depth(0).flags(otherFlags());
    other.variable("GIT_SUBMODULE_STRATEGY", "none").variable("CI_DEBUG_TRACE", "true");
    all.put("get_sources_native_clone", other.scripts().getSources().text());
    all.put("cleanup_of_job", other.scripts().cleanup().text());
    all.put(
        "step_in_sections",
        other.scripts().userStep(other.payload().steps().get(0)).orElseThrow().text());
    CacheScripts otherCaches = new CacheScripts(other.context(), CACHES, "short");
    all.put(
        "restore_cache_from_store",
        otherCaches.restore(StageGoldenTest::inStore).orElseThrow().text());

    ScriptJob kept = inShell.apply(job()).depth(0).runner(StageGoldenTest::keepingConfig);
    all.put("get_sources_kept_configuration", kept.scripts().getSources().text());
    all.put(
        "get_sources_empty",
        inShell.apply(job()).variable("GIT_STRATEGY", "empty").scripts().getSources().text());
    return all;
  }

  private static Map<String, Boolean> otherFlags() {
    return Map.of(
        "FF_USE_GIT_NATIVE_CLONE", true,
        "FF_SCRIPT_SECTIONS", true,
        "FF_ENABLE_BASH_EXIT_CODE_CHECK", true,
        "FF_ENABLE_JOB_CLEANUP", true,
        "FF_DISABLE_UMASK_FOR_KUBERNETES_EXECUTOR", true,
        "FF_CLEAN_UP_FAILED_CACHE_EXTRACT", true,
        "FF_USE_POWERSHELL_PATH_RESOLVER", true,
        "FF_GIT_URLS_WITHOUT_TOKENS", true);
  }

  private static RunnerScripts keepingConfig(RunnerScripts it) {
    return new RunnerScripts(
        it.shell(),
        it.url(),
        "",
        "echo before",
        "echo after",
        "",
        "",
        true,
        Optional.of(false),
        false);
  }

  private static ScriptJob job() {
    return new ScriptJob("/builds")
        .file("CONF", "it's \"a\" $file\nof two lines\n")
        .variable("AWKWARD", "'q' \"dq\" $HOME `id` \\ \t\u001b[0m é 😀 “x” ‘y’")
        .variable("UID", "1")
        .variable("HOME", "/opt/me")
        .variable("not-a-name", "x")
        .variable("GIT_SUBMODULE_STRATEGY", "recursive")
        .variable("GIT_SUBMODULE_UPDATE_FLAGS", "--remote")
        .step("script", "echo \"it's $AWKWARD\"", "", "echo one\necho two")
        .step("after_script", "echo bye")
        .hook("pre_get_sources_script", "echo early")
        .cache(new JobCache("own", true, "", List.of("deps/", "it's"), "", List.of("b")))
        .cache(new JobCache("none", false, "pull", List.of("x"), "", List.of()))
        .dependency(new JobDependency(6, "glcbt-of'6", "it's \"before\"", "artifacts.zip", 10))
        .dependency(new JobDependency(7, "glcbt-of-7", "without files", "", 0))
        .artifact(
            new JobArtifact("n", true, List.of("a b"), List.of("c"), "", "junit", "zip", "1 week"));
  }

  private static CacheLink presigned(CacheObject object) {
    return new CacheLink.Presigned(
        "http://s/" + object.name() + "?sig=1&x=$y", "http://s/head", Map.of("x-a", "1"));
  }

  private static CacheLink inStore(CacheObject object) {
    return new CacheLink.InStore("s3://b/" + object.name(), Map.of("KEY", "it's $ecret"));
  }
}
