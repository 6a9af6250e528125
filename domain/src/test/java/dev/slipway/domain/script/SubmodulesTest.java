package dev.slipway.domain.script;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.domain.failure.FailureException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

@DisplayName("Getting submodules")
@Execution(ExecutionMode.CONCURRENT)
class SubmodulesTest {
  @TempDir static Path shared;

  @SuppressWarnings("NullAway.Init")
  private static GitFixture outer;

  @SuppressWarnings("NullAway.Init")
  private static String sha;

  @TempDir Path builds;
  private Path project;

  @BeforeAll
  static void makeRepositories() {
    GitFixture leaf = new GitFixture(shared, "leaf");
    leaf.commit("leaf.txt", "leaf\n");
    GitFixture middle = new GitFixture(shared, "middle");
    middle.submodule(leaf, "leaf");
    middle.commit("middle.txt", "middle\n");
    outer = new GitFixture(shared, "outer");
    outer.submodule(middle, "libs/middle");
    outer.submodule(leaf, "other");
    sha = outer.commit("README.md", "outer\n");
  }

  @BeforeEach
  void directories() {
    project = builds.resolve("project-7");
  }

  @Test
  @DisplayName("with all theirs, then again over what a job left")
  void recursive() {
    ScriptJob job = job("recursive");
    Shell.Result first = run(Shell.DASH, job);

    assertThat(first.code()).as(first.output()).isZero();
    assertThat(first.output())
        .contains(
            "Updating/initializing submodules recursively with git depth set to 20...",
            "Updated submodules",
            "Configuring submodules to use parent git credentials...")
        .doesNotContain("Pulling LFS files");
    assertThat(project.resolve("libs/middle/leaf/leaf.txt")).hasContent("leaf\n");
    assertThat(outer.git(project.resolve("libs/middle/leaf"), "config", "include.path"))
        .isEqualTo(builds + "/project-7.tmp/.gitlab-runner.ext.conf");

    GitFixture.write(project.resolve("other/left-over"), "x");
    GitFixture.write(project.resolve("libs/middle/middle.txt"), "changed");
    GitFixture.write(project.resolve(".git/modules/other/hooks/post-checkout"), "x");
    GitFixture.write(project.resolve(".git/modules/other/index.lock"), "");
    outer.git(project.resolve("other"), "config", "alias.evil", "!false");
    Shell.Result again = run(Shell.BUSYBOX, job);

    assertThat(again.code()).as(again.output()).isZero();
    assertThat(project.resolve("other/left-over")).doesNotExist();
    assertThat(project.resolve("libs/middle/middle.txt")).hasContent("middle\n");
    assertThat(project.resolve(".git/modules/other/hooks")).doesNotExist();
    assertThat(outer.git(project.resolve("other"), "config", "--list")).doesNotContain("evil");
    assertThat(outer.git(project, "status", "--short")).isEmpty();
  }

  @Test
  @DisplayName("only their own level, only the paths asked for, with another depth")
  void normalWithPaths() {
    ScriptJob job =
        job("normal")
            .variable("GIT_SUBMODULE_PATHS", "libs/middle")
            .variable("GIT_SUBMODULE_DEPTH", "0");

    Shell.Result result = run(Shell.BASH, job);

    assertThat(result.code()).as(result.output()).isZero();
    assertThat(result.output()).contains("Updating/initializing submodules...");
    assertThat(project.resolve("libs/middle/middle.txt")).hasContent("middle\n");
    assertThat(project.resolve("libs/middle/leaf")).isEmptyDirectory();
    assertThat(project.resolve("other")).isEmptyDirectory();
  }

  @Test
  @DisplayName("tries an update that failed once more, and then fails")
  void retry() {
    ScriptJob job = job("normal").variable("GIT_SUBMODULE_UPDATE_FLAGS", "--remote --no-such-flag");

    Shell.Result result = run(Shell.DASH, job);

    assertThat(result.output()).contains("\u001b[0;33mUpdating submodules failed. Retrying...");
    assertThat(result.output()).doesNotContain("Updated submodules");
    assertThat(result.code()).isNotZero();
  }

  private ScriptJob job(String strategy) {
    return new ScriptJob(builds.toString())
        .repository(outer.url(), sha)
        .variable("GIT_SUBMODULE_STRATEGY", strategy);
  }

  private Shell.Result run(Shell shell, ScriptJob job) {
    try {
      return shell.run(job.scripts().getSources().text(), builds, outer.environment());
    } catch (FailureException e) {
      throw new AssertionError(e);
    }
  }
}
