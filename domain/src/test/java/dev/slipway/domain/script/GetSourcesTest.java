package dev.slipway.domain.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.domain.failure.FailureException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("Getting the sources")
@Execution(ExecutionMode.CONCURRENT)
class GetSourcesTest {
  @TempDir static Path shared;

  @SuppressWarnings("NullAway.Init")
  private static GitFixture repository;

  @SuppressWarnings("NullAway.Init")
  private static String sha;

  @TempDir Path builds;
  private Path project;
  private Path temp;

  @BeforeAll
  static void makeRepository() {
    repository = new GitFixture(shared, "p");
    repository.commit("README.md", "version 1\n");
    repository.commit("README.md", "version 2\n", "sub/file", "x\n");
    sha = repository.commit("README.md", "version 3\n");
  }

  @BeforeEach
  void directories() {
    project = builds.resolve("project-7");
    temp = builds.resolve("project-7.tmp");
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("into nothing, and then once more over what a job left")
  void twice(Shell shell) throws Exception {
    assertThat(run(shell, job().depth(2)).output())
        .isEqualTo(
            lines(
                "\u001b[32;1mGitaly correlation ID: 01JCORRELATION\u001b[0;m",
                "\u001b[32;1mFetching changes with git depth set to 2...\u001b[0;m",
                "Initialized empty Git repository in " + project + "/.git/",
                "\u001b[32;1mCreated fresh repository.\u001b[0;m",
                "\u001b[32;1mChecking out %s as detached HEAD (ref is main)...\u001b[0;m"
                    .formatted(sha.substring(0, 8)),
                "\u001b[32;1mSkipping Git submodules setup\u001b[0;m"));
    assertThat(project.resolve("README.md")).hasContent("version 3\n");
    assertThat(inProject("rev-parse", "HEAD", "refs/remotes/origin/main"))
        .isEqualTo(sha + "\n" + sha);
    assertThat(inProject("rev-list", "--count", "HEAD")).isEqualTo("2");
    assertThat(inProject("config", "remote.origin.url")).isEqualTo(repository.url());
    assertThat(inProject("config", "include.path")).isEqualTo(temp + "/.gitlab-runner.ext.conf");

    leaveMess();
    Shell.Result again = run(shell, job().depth(2));

    assertThat(again.output()).contains("Reinitialized existing Git repository", "Created fresh");
    assertThat(again.lines()).contains("Removing left-over", "Removing node_modules/");
    assertThat(again.code()).isZero();
    assertThat(project.resolve("README.md")).hasContent("version 3\n");
    assertThat(project.resolve("left-over")).doesNotExist();
    assertThat(project.resolve(".git/hooks")).doesNotExist();
    assertThat(inProject("config", "--list")).doesNotContain("evil");
    assertThat(inProject("status", "--short")).isEmpty();
  }

  private void leaveMess() throws Exception {
    GitFixture.write(project.resolve("left-over"), "x");
    GitFixture.write(project.resolve("node_modules/a"), "x");
    GitFixture.write(project.resolve("README.md"), "changed");
    GitFixture.write(project.resolve(".git/index.lock"), "");
    GitFixture.write(project.resolve(".git/refs/heads/x.lock"), "");
    GitFixture.write(project.resolve(".git/hooks/post-checkout"), "#!/bin/sh\nexit 1\n");
    project.resolve(".git/hooks/post-checkout").toFile().setExecutable(true);
    inProject("config", "alias.evil", "!false");
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("keeps the work tree's own settings where the runner says so")
  void keepsGitConfig(Shell shell) {
    ScriptJob job =
        job()
            .runner(
                standard ->
                    new RunnerScripts(
                        dev.slipway.domain.settings.Shell.SH,
                        "https://gl.example",
                        "",
                        "",
                        "",
                        "",
                        "",
                        true,
                        Optional.of(false),
                        false));
    run(shell, job);
    inProject("config", "user.name", "kept");
    inProject("config", "remote.origin.url", "file:///elsewhere");
    inProject("config", "--unset", "include.path");

    Shell.Result again = run(shell, job);

    assertThat(again.code()).as(again.output()).isZero();
    assertThat(again.output()).doesNotContain("Created fresh repository.");
    assertThat(inProject("config", "user.name")).isEqualTo("kept");
    assertThat(inProject("config", "--get-all", "remote.origin.url")).isEqualTo(repository.url());
    assertThat(inProject("config", "--get-all", "include.path"))
        .isEqualTo(temp + "/.gitlab-runner.ext.conf");
  }

  @Test
  @DisplayName("by cloning replaces the directory, even where rights were taken away")
  void cloneStrategy() throws Exception {
    GitFixture.write(project.resolve("old/file"), "x");
    project.resolve("old").toFile().setWritable(false);

    Shell.Result result = run(Shell.BUSYBOX, job().cloneOnly().depth(0));

    assertThat(result.code()).as(result.output()).isZero();
    assertThat(result.output()).contains("Fetching changes...\u001b[0;m\nInitialized empty");
    assertThat(project.resolve("old")).doesNotExist();
    assertThat(inProject("rev-list", "--count", "HEAD")).isEqualTo("3");
    assertThat(project.resolve(".git/shallow")).doesNotExist();
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("with all history completes a shallow work tree")
  void unshallow(Shell shell) {
    run(shell, job().depth(1));
    assertThat(inProject("rev-list", "--count", "HEAD")).isEqualTo("1");

    Shell.Result result = run(shell, job().depth(0));

    assertThat(result.code()).as(result.output()).isZero();
    assertThat(inProject("rev-list", "--count", "HEAD")).isEqualTo("3");
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("not at all, or into an empty directory")
  void withoutGit(Shell shell) throws Exception {
    Shell.Result none = run(shell, job().variable("GIT_STRATEGY", "none"));

    assertThat(none.output())
        .isEqualTo(
            lines(
                "\u001b[32;1mSkipping Git repository setup\u001b[0;m",
                "\u001b[32;1mSkipping Git checkout\u001b[0;m",
                "\u001b[32;1mSkipping Git submodules setup\u001b[0;m"));
    assertThat(project).isEmptyDirectory();

    Path empty = builds.resolve("project-7-empty");
    GitFixture.write(empty.resolve("old"), "x");
    Shell.Result result = run(shell, job().variable("GIT_STRATEGY", "empty"));

    assertThat(result.lines().getFirst())
        .contains("Skipping Git repository setup and creating an empty build directory");
    assertThat(empty).isEmptyDirectory();
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("fails with git's own exit code where a commit is not there")
  void missingCommit(Shell shell) {
    ScriptJob job = job().repository(repository.url(), "0123456789012345678901234567890123456789");

    assertThat(run(shell, job).code()).isEqualTo(128);
  }

  @Test
  @DisplayName("is refused where a setting is none of the words")
  void refused() {
    assertThatThrownBy(() -> job().variable("GIT_SUBMODULE_STRATEGY", "all").scripts().getSources())
        .isInstanceOf(FailureException.class)
        .hasMessage("unknown GIT_SUBMODULE_STRATEGY");
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("runs the hooks before and after, the runner's outermost")
  void hooks(Shell shell) {
    ScriptJob job =
        job()
            .hook("pre_get_sources_script", "echo pre job", "[ ! -e " + project + " ]")
            .hook("post_get_sources_script", "echo post job; cat README.md")
            .runner(
                standard ->
                    new RunnerScripts(
                        dev.slipway.domain.settings.Shell.SH,
                        "https://gl.example",
                        "",
                        "echo pre\necho runner",
                        "echo post runner",
                        "",
                        "",
                        true,
                        Optional.empty(),
                        false));

    List<String> lines = run(shell, job).lines();

    assertThat(lines)
        .containsSubsequence("pre", "runner", "pre job", "post job", "version 3", "post runner");
    assertThat(lines.getFirst()).contains("$ echo pre # collapsed multi-line command");
    assertThat(run(shell, job.variable("GIT_STRATEGY", "none")).output())
        .doesNotContain("pre job", "post runner");
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("asks LFS only where an attributes file names it")
  void lfs(Shell shell) throws Exception {
    GitFixture withLfs = new GitFixture(builds, "lfs");
    String lfsSha = withLfs.commit("dir/.gitattributes", "*.bin filter=lfs diff=lfs -text\n");
    Map<String, String> environment = new HashMap<>(withLfs.environment());
    Path bin = command("git-lfs", "echo \"lfs $*\"");
    environment.put("PATH", bin + ":" + System.getenv("PATH"));

    ScriptJob plain = job();
    ScriptJob large = job().repository(withLfs.url(), lfsSha);
    ScriptJob skipped = large;

    assertThat(run(shell, plain, environment).output()).doesNotContain("lfs");
    assertThat(run(shell, large, environment).output()).contains("\nlfs pull\n\n");
    assertThat(run(shell, skipped.variable("GIT_LFS_SKIP_SMUDGE", "true"), environment).output())
        .doesNotContain("lfs pull");
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("clones in one go where the flag is set and git is new enough")
  void nativeClone(Shell shell) throws Exception {
    Map<String, String> environment = new HashMap<>(repository.environment());
    Path bin =
        command(
            "git",
            "if [ \"$1\" = version ]; then echo git version 2.49.0; exit; fi; exec "
                + Shell.start(List.of("sh", "-c", "command -v git"), builds, Map.of())
                    .output()
                    .strip()
                + " \"$@\"");
    environment.put("PATH", bin + ":" + System.getenv("PATH"));
    ScriptJob job = job().cloneOnly().depth(1).flags(Map.of("FF_USE_GIT_NATIVE_CLONE", true));

    Shell.Result result = run(shell, job, environment);

    assertThat(result.code()).as(result.output()).isZero();
    assertThat(result.output())
        .contains("Git version at least \"2.49\"\n")
        .contains("Cloning repository for main with git depth set to 1...")
        .doesNotContain("Fetching changes");
    assertThat(project.resolve("README.md")).hasContent("version 3\n");
    assertThat(inProject("config", "--get-all", "remote.origin.url")).isEqualTo(repository.url());

    Map<String, String> old = new HashMap<>(environment);
    GitFixture.write(bin.resolve("git"), Files.readString(bin.resolve("git")).replace("49", "48"));
    Shell.Result fallback = run(shell, job, old);

    assertThat(fallback.output()).contains("Fetching changes with git depth set to 1...");
    assertThat(inProject("config", "--get-all", "remote.origin.url")).isEqualTo(repository.url());
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("takes repositories with the other hash")
  void sha256(Shell shell) {
    GitFixture other = new GitFixture(builds, "p256", "--object-format=sha256");
    String other256 = other.commit("README.md", "sha256\n");

    Shell.Result result =
        run(shell, job().repository(other.url(), other256).objectFormat("sha256"));

    assertThat(result.code()).as(result.output()).isZero();
    assertThat(project.resolve("README.md")).hasContent("sha256\n");
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "BUSYBOX") // which takes its own chown
  @DisplayName("gives the files to the build container's user where the flag says so")
  void ownership(Shell shell) throws Exception {
    ScriptJob job = job().flags(Map.of("FF_DISABLE_UMASK_FOR_KUBERNETES_EXECUTOR", true));
    assertThat(run(shell, job).code()).isZero();
    GitFixture.write(builds.resolve(".gitlab-build-uid-gid"), "");
    Path bin = command("chown", "echo \"chown $*\"");
    Map<String, String> environment = new HashMap<>(repository.environment());
    environment.put("PATH", bin + ":" + System.getenv("PATH"));
    Object uid = Files.getAttribute(builds, "unix:uid");
    Object gid = Files.getAttribute(builds, "unix:gid");

    assertThat(run(shell, job, environment).lines())
        .contains("chown -R %s:%s %s".formatted(uid, gid, builds));
    assertThat(run(shell, job(), environment).output()).doesNotContain("chown");
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("after a failed attempt starts from a work tree without files")
  void clearWorktree(Shell shell) {
    run(shell, job());
    GitFixture.write(project.resolve("left-over"), "x");

    Shell.Result result =
        shell.run(job().scripts().clearWorktree().text(), builds, repository.environment());

    assertThat(result.output())
        .isEqualTo("\u001b[32;1mDeleting tracked and untracked files...\u001b[0;m\n");
    assertThat(project.toFile().list()).containsExactly(".git");
    assertThat(run(shell, job()).code()).isZero();
  }

  private ScriptJob job() {
    return new ScriptJob(builds.toString()).repository(repository.url(), sha);
  }

  private Shell.Result run(Shell shell, ScriptJob job) {
    return run(shell, job, repository.environment());
  }

  private Shell.Result run(Shell shell, ScriptJob job, Map<String, String> environment) {
    try {
      return shell.run(job.scripts().getSources().text(), builds, environment);
    } catch (FailureException e) {
      throw new AssertionError(e);
    }
  }

  private String inProject(String... arguments) {
    return repository.git(project, arguments);
  }

  private Path command(String name, String body) throws Exception {
    Path bin = builds.resolve("bin");
    GitFixture.write(bin.resolve(name), "#!/bin/sh\n" + body + "\n");
    bin.resolve(name).toFile().setExecutable(true);
    return bin;
  }

  private static String lines(String... lines) {
    return String.join("\n", lines) + "\n";
  }
}
