package dev.slipway.domain.script;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.domain.failure.FailureException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Git's settings and the job's token")
@Execution(ExecutionMode.CONCURRENT)
class CredentialsTest {
  private static final String URL = "https://gitlab-ci-token:" + ScriptJob.TOKEN + "@gl.example";

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
    sha = repository.commit("README.md", "version 1\n");
  }

  @BeforeEach
  void directories() {
    project = builds.resolve("project-7");
    temp = builds.resolve("project-7.tmp");
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("the token is in one file, and nowhere after the clean-up")
  void tokenIsRemoved(Shell shell) throws Exception {
    ScriptJob job = job().file("SECRET_FILE", "x " + ScriptJob.TOKEN);
    getSources(shell, job);
    GitFixture.write(temp.resolve("gitlab_runner_env"), "T=" + ScriptJob.TOKEN + "\n");

    assertThat(filesWithToken())
        .containsExactlyInAnyOrder(
            temp.resolve(".gitlab-runner.ext.conf"),
            temp.resolve("SECRET_FILE"),
            temp.resolve("gitlab_runner_env"));
    assertThat(repository.git(project, "ls-remote", "--get-url", "https://gl.example/other.git"))
        .isEqualTo(URL + "/other.git");

    Shell.Result result = cleanup(shell, job);

    assertThat(result.output()).isEmpty();
    assertThat(result.code()).isZero();
    assertThat(filesWithToken()).isEmpty();
    assertThat(project.resolve("README.md")).exists();
    assertThat(project.resolve(".git/config")).doesNotExist();
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("the clean-up takes away what only PowerShell could have written")
  void nameForPowerShell(Shell shell) throws Exception {
    ScriptJob job = job().file("1CERT.pem", "x " + ScriptJob.TOKEN);
    GitFixture.write(temp.resolve("1CERT.pem"), "x " + ScriptJob.TOKEN);

    assertThat(cleanup(shell, job).code()).isZero();

    assertThat(filesWithToken()).isEmpty();
  }

  @Test
  @DisplayName("the clean-up works where nothing was got, and twice")
  void cleanupOfNothing() throws Exception {
    assertThat(cleanup(Shell.DASH, job()).code()).isZero();
    getSources(Shell.DASH, job());
    assertThat(cleanup(Shell.DASH, job()).code()).isZero();
    assertThat(cleanup(Shell.DASH, job()).code()).isZero();
  }

  @Test
  @DisplayName("the clean-up tidies the project where the flag says so")
  void jobCleanup() throws Exception {
    Map<String, Boolean> flag = Map.of("FF_ENABLE_JOB_CLEANUP", true);
    getSources(Shell.DASH, job());
    GitFixture.write(project.resolve("left-over"), "x");
    GitFixture.write(project.resolve("README.md"), "changed");

    Shell.Result fetched = cleanup(Shell.DASH, job().flags(flag));

    assertThat(fetched.code()).as(fetched.output()).isZero();
    assertThat(project.resolve("left-over")).doesNotExist();
    assertThat(project.resolve("README.md")).hasContent("version 1\n");
    assertThat(cleanup(Shell.DASH, job().flags(flag).variable("GIT_STRATEGY", "none")).output())
        .contains("Skipping build directory cleanup step");

    assertThat(cleanup(Shell.DASH, job().flags(flag).cloneOnly()).code()).isZero();
    assertThat(project).doesNotExist();
  }

  @Test
  @DisplayName("a stored credential is taken out of the user's store")
  void credentialStore() throws Exception {
    Path home = builds.resolve("home");
    GitFixture.write(
        home.resolve(".git-credentials"), URL + "\nhttps://other:pw@elsewhere.example\n");
    GitFixture.write(home.resolve(".gitconfig"), "[credential]\n\thelper = store\n");
    ScriptJob job = job().remoteHost("https://gl.example");

    Shell.Result result = cleanup(Shell.DASH, job, Map.of("HOME", home.toString()));

    assertThat(result.code()).as(result.output()).isZero();
    assertThat(home.resolve(".git-credentials")).hasContent("https://other:pw@elsewhere.example");
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("what git reads is what was meant, in the user's own file")
  void settings(Shell shell) throws Exception {
    Path home = builds.resolve("home");
    GitFixture.write(home.resolve(".gitconfig"), "[user]\n\tname = kept");
    ScriptJob job =
        job()
            .caChain("PEM")
            .file("CI_SERVER_TLS_CERT_FILE", "CERT")
            .file("CI_SERVER_TLS_KEY_FILE", "KEY")
            .remoteHost("https://gl.example:8443");

    getSources(shell, job.hook("pre_get_sources_script", "exit 3"), home, 3);

    assertThat(list(home.resolve(".gitconfig")))
        .containsExactly(
            "user.name=kept",
            "safe.directory=" + builds + "/g/p",
            "http.https://gl.example:8443.sslcainfo=" + builds + "/g/p.tmp/CI_SERVER_TLS_CA_FILE",
            "http.https://gl.example:8443.sslcert=" + builds + "/g/p.tmp/CI_SERVER_TLS_CERT_FILE",
            "http.https://gl.example:8443.sslkey=" + builds + "/g/p.tmp/CI_SERVER_TLS_KEY_FILE");
    assertThat(builds.resolve("g/p.tmp/CI_SERVER_TLS_CA_FILE")).hasContent("PEM");
    assertThat(builds.resolve("g/p.tmp/CI_SERVER_TLS_KEY_FILE")).hasContent("KEY");
    assertThat(builds.resolve("g/p.tmp/.glr.gconf")).doesNotExist();
  }

  @Test
  @DisplayName("the template and the external file say what the job needs")
  void files() throws Exception {
    getSources(Shell.DASH, job());

    assertThat(list(temp.resolve("git-template/config")))
        .containsExactly(
            "init.defaultbranch=none",
            "fetch.recursesubmodules=false",
            "credential.interactive=never",
            "gc.autodetach=false",
            "include.path=" + temp + "/.gitlab-runner.ext.conf",
            "remote.origin.url=" + repository.url(),
            "remote.origin.fetch=+refs/heads/*:refs/remotes/origin/*");
    assertThat(list(temp.resolve(".gitlab-runner.ext.conf")))
        .containsExactly(
            "http.extraheader=X-Gitaly-Correlation-ID: 01JCORRELATION",
            "transfer.bundleuri=true",
            "url." + URL + ".insteadof=https://gl.example");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/proc", "/nonexistent", Shell.UNSET, "/dev/null"})
  @DisplayName("without a home to write to, git gets a file of the job's own")
  void homeless(String home) throws Exception {
    Path xdg = builds.resolve("xdg");
    GitFixture.write(xdg.resolve("git/config"), "[user]\n\tname = kept\n");
    Map<String, String> environment = new HashMap<>(repository.environment());
    environment.put("HOME", home);
    environment.put("XDG_CONFIG_HOME", xdg.toString());
    ScriptJob job = job().hook("post_get_sources_script", "git config user.name");

    for (Shell shell : Shell.values()) {
      Shell.Result result = shell.run(job.scripts().getSources().text(), builds, environment);

      assertThat(result.code()).as(result.output()).isZero();
      assertThat(result.lines()).endsWith("kept");
      assertThat(list(temp.resolve(".glr.gconf")))
          .containsExactly("include.path=" + xdg + "/git/config", "safe.directory=" + project);
    }

    ScriptWriter later =
        job.scripts().helperStage().command("git", "config", "--get", "safe.directory");
    assertThat(Shell.DASH.run(job.scripts().finish(later).text(), builds, environment).lines())
        .containsExactly(project.toString());
    cleanup(Shell.DASH, job);
    assertThat(temp.resolve(".glr.gconf")).doesNotExist();
  }

  @Test
  @DisplayName("with FF_GIT_URLS_WITHOUT_TOKENS the token is in no file; git asks a helper for it")
  void withoutTokens() throws Exception {
    ScriptJob job =
        job()
            .flags(Map.of("FF_GIT_URLS_WITHOUT_TOKENS", true))
            .remoteHost("https://gl.example")
            .variable("GIT_STRATEGY", "none")
            .step(
                "script", "printf 'protocol=https\\nhost=gl.example\\n\\n' | git credential fill");
    Path home = builds.resolve("home");
    GitFixture.write(home.resolve(".gitconfig"), "[credential]\n\thelper = \"!exit 1\"\n");
    Map<String, String> environment = new HashMap<>(repository.environment());
    environment.put("HOME", home.toString());

    for (Shell shell : Shell.values()) {
      getSources(shell, job, home, 0);
      assertThat(filesWithToken()).isEmpty();
      GeneratedScript step = job.scripts().userStep(job.payload().steps().getFirst()).orElseThrow();
      Shell.Result result = shell.run(step.text(), builds, environment);

      assertThat(result.lines())
          .contains("username=gitlab-ci-token", "password=" + ScriptJob.TOKEN);
    }

    cleanup(Shell.DASH, job, environment);
    try (Stream<Path> left = Files.list(builds.resolve("g/p.tmp"))) {
      assertThat(left).isEmpty();
    }
    assertThat(Files.readString(home.resolve(".gitconfig"))).doesNotContain("gl.example");
  }

  private ScriptJob job() {
    return new ScriptJob(builds.toString()).repository(repository.url(), sha);
  }

  private void getSources(Shell shell, ScriptJob job) throws FailureException {
    Shell.Result result =
        shell.run(job.scripts().getSources().text(), builds, repository.environment());
    assertThat(result.code()).as(result.output()).isZero();
  }

  private void getSources(Shell shell, ScriptJob job, Path home, int code) throws FailureException {
    Map<String, String> environment = new HashMap<>(repository.environment());
    environment.put("HOME", home.toString());
    Shell.Result result = shell.run(job.scripts().getSources().text(), builds, environment);
    assertThat(result.code()).as(result.output()).isEqualTo(code);
  }

  private Shell.Result cleanup(Shell shell, ScriptJob job) {
    return cleanup(shell, job, repository.environment());
  }

  private Shell.Result cleanup(Shell shell, ScriptJob job, Map<String, String> environment) {
    return shell.run(job.scripts().cleanup().text(), builds, environment);
  }

  private List<Path> filesWithToken() throws IOException {
    List<Path> found = new ArrayList<>();
    for (Path root : List.of(builds, shared.resolve("home"))) {
      try (Stream<Path> all = Files.walk(root)) {
        for (Path file : all.filter(Files::isRegularFile).toList()) {
          String content = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
          if (content.contains(ScriptJob.TOKEN)) {
            found.add(file);
          }
        }
      }
    }
    return found;
  }

  private List<String> list(Path file) {
    return repository.git(builds, "config", "--list", "-f", file.toString()).lines().toList();
  }
}
