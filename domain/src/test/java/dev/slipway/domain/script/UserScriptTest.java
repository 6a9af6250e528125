package dev.slipway.domain.script;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("The user's own scripts")
@Execution(ExecutionMode.CONCURRENT)
class UserScriptTest {
  private static final String GREEN = "\u001b[32;1m";
  private static final String RESET = "\u001b[0;m";

  @TempDir Path builds;
  private Path project;
  private Path temp;

  @BeforeEach
  void makeProject() throws Exception {
    project = builds.resolve("g/p");
    temp = builds.resolve("g/p.tmp");
    Files.createDirectories(project);
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("are shown, and share one shell, its directory, variables and empty input")
  void shown(Shell shell) throws Exception {
    ScriptJob job =
        job()
            .variable("GREETING", "it's \\n $HOME")
            .file("CONF", "line 'one'\nno end")
            .step(
                "script",
                "printf '%s\\n' \"$GREETING\"",
                "  cd / \n",
                "",
                "X=1\nY=2",
                "pwd; echo $X$Y; cat; cat \"$CONF\"");

    Shell.Result result = run(shell, job);

    assertThat(result.output())
        .isEqualTo(
            green("$ printf '%s\\n' \"$GREETING\"")
                + "it\'s \\n $HOME\n"
                + green("$ cd /")
                + "\n"
                + green("$ X=1 # collapsed multi-line command")
                + green("$ pwd; echo $X$Y; cat; cat \"$CONF\"")
                + "/\n12\nline 'one'\nno end");
    assertThat(result.code()).isZero();
    assertThat(Files.readString(temp.resolve("CONF"))).isEqualTo("line 'one'\nno end");
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("end at the first failure, with its exit code")
  void firstFailure(Shell shell) {
    Shell.Result result = run(shell, job().step("script", "echo a", "(exit 42)", "echo b"));

    assertThat(result.output()).isEqualTo(green("$ echo a") + "a\n" + green("$ (exit 42)"));
    assertThat(result.code()).isEqualTo(42);
    assertThat(run(shell, job().step("script", "exit 7")).code()).isEqualTo(7);
    assertThat(run(shell, job().step("script", "no-such-command-here")).code()).isEqualTo(127);
    assertThat(run(shell, job().step("script", "if (")).code()).isNotZero();
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("that a signal kills end with its code, and tell nothing of what they know")
  void killed(Shell shell) {
    for (String legacyEval : List.of("false", "true")) {
      ScriptJob job =
          job()
              .variable("FF_USE_LEGACY_BASH_EVAL", legacyEval)
              .file("CONF", "known")
              .step("script", "! set | grep ^slipway_body", "ulimit -f 0; echo never >never");

      Shell.Result result = run(shell, job);

      assertThat(result.output()).contains("File size limit exceeded").doesNotContain("known");
      assertThat(result.code()).isEqualTo(128 + 25);
    }
  }

  @Test
  @DisplayName("fail in a pipe where the shell can tell")
  void pipefail() {
    assertThat(run(Shell.BASH, job().step("script", "(exit 3) | cat")).code()).isEqualTo(3);
    assertThat(run(Shell.DASH, job().step("script", "(exit 3) | cat")).code()).isZero();
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("run between the runner's own scripts")
  void runnerScripts(Shell shell) {
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
                        "echo pre\necho 2",
                        "echo post",
                        true,
                        Optional.empty(),
                        false))
            .step("script", "echo own");

    assertThat(run(shell, job).output())
        .isEqualTo(
            green("$ echo pre # collapsed multi-line command")
                + "pre\n2\n"
                + green("$ echo own")
                + "own\n"
                + green("$ echo post")
                + "post\n");
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("see what an earlier stage wrote to GITLAB_ENV")
  void gitlabEnv(Shell shell) {
    ScriptJob first =
        job().step("script", "printf 'A=x y\\nB=$HOME=1\\nlast=unfinished' >> \"$GITLAB_ENV\"");
    run(shell, first);

    Shell.Result result =
        run(shell, job().variable("IFS", "=").step("script", "echo \"$A|$B|$last\""));

    assertThat(result.lines()).last().isEqualTo("x y|$HOME=1|");
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("fail with GITLAB_ENV where a line is no assignment")
  void badGitlabEnv(Shell shell) {
    run(shell, job().step("script", "echo 'not an assignment' >> \"$GITLAB_ENV\""));

    assertThat(run(shell, job().step("script", "echo unseen")).code()).isNotZero();
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("take of what PowerShell wrote to GITLAB_ENV the assignments, as PowerShell does")
  void lenientEnvironment(Shell shell) throws IOException {
    Path file = builds.resolve("env");
    Files.writeString(file, "\nA=x y\nnot an assignment\nB-C=1\n9=1\nD=$HOME=1\nLAST=unfinished");
    BashWriter script = new BashWriter();
    script.line("set -e").readEnvironment(file.toString(), true);
    script.line("echo \"$A|$D|$LAST\"");

    Shell.Result result = shell.run(script.body(), builds, Map.of());

    assertThat(result.code()).as(result.output()).isZero();
    assertThat(result.lines()).containsExactly("x y|$HOME=1|unfinished");
  }

  @Test
  @DisplayName("with FF_SCRIPT_SECTIONS fold their long commands")
  void sections() {
    for (Shell shell : Shell.values()) {
      ScriptJob job =
          job()
              .flags(Map.of("FF_SCRIPT_SECTIONS", true))
              .step("script", "echo a", "echo b\necho c");

      String output = run(shell, job).output().replaceAll(":\\d{10}:", ":T:");

      assertThat(output)
          .isEqualTo(
              green("$ echo a")
                  + "a\n"
                  + "section_start:T:section_script_step_1[hide_duration=true,collapsed=true]\r\u001b[0K"
                  + green("$ echo b\necho c")
                  + "section_end:T:section_script_step_1\r\u001b[0K\nb\nc\n");
    }
  }

  @Test
  @DisplayName("with FF_ENABLE_BASH_EXIT_CODE_CHECK end even where they switch errexit off")
  void exitCodeCheck() {
    String[] lines = {"set +e", "(exit 9)", "echo unseen"};

    Shell.Result checked =
        run(
            Shell.DASH,
            job().flags(Map.of("FF_ENABLE_BASH_EXIT_CODE_CHECK", true)).step("script", lines));

    assertThat(checked.code()).isEqualTo(9);
    assertThat(run(Shell.DASH, job().step("script", lines)).code()).isZero();
  }

  @Test
  @DisplayName("with FF_USE_LEGACY_BASH_EVAL behave the same")
  void legacyEval() {
    for (Shell shell : Shell.values()) {
      Shell.Result result =
          run(
              shell,
              job()
                  .flags(Map.of("FF_USE_LEGACY_BASH_EVAL", true))
                  .step("script", "echo \"it's\"; cat", "exit 5"));

      assertThat(result.output()).contains("it's\n");
      assertThat(result.code()).isEqualTo(5);
    }
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("with CI_DEBUG_TRACE show each command, unless the runner forbids it")
  void debugTrace(Shell shell) {
    ScriptJob job = job().variable("CI_DEBUG_TRACE", "true").step("script", "echo seen");

    assertThat(run(shell, job).output()).containsPattern("(?m)^\\++ echo seen$");
    job.runner(
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
                Optional.empty(),
                true));
    assertThat(run(shell, job).output()).isEqualTo(green("$ echo seen") + "seen\n");
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("name a variable that the shell keeps for itself, and go on")
  void readOnlyVariable(Shell shell) {
    Shell.Result result =
        run(shell, job().variable("UID", "1234567").step("script", "echo \"uid $UID\""));

    assertThat(result.code()).isZero();
    if (shell == Shell.BASH) {
      assertThat(result.lines().getFirst()).contains("Variable UID is left out");
    } else {
      assertThat(result.lines()).last().isEqualTo("uid 1234567");
    }
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("see a variable that is too long to be exported, and their commands still start")
  void longVariable(Shell shell) throws Exception {
    ScriptJob job =
        job()
            .variable("LONG", "é".repeat(65_600))
            .variable("JUST", "x".repeat(131_072 - "JUST=".length() - 1))
            .variable("not-a-name", "x")
            .step("script", "printf %s \"$LONG\" | wc -c | tr -d ' '", "env | grep -c '^JUST='");

    Shell.Result result = run(shell, job);

    assertThat(result.lines()).contains("131200", "1");
    assertThat(result.code()).as(result.output()).isZero();
    assertThat(job.scripts().getSources().warnings())
        .satisfiesExactly(
            text -> assertThat(text).startsWith("Variable LONG is longer than"),
            text -> assertThat(text).startsWith("Variable \"not-a-name\" is left out"));
    assertThat(job.scripts().userStep(job.payload().steps().getFirst()).orElseThrow().warnings())
        .isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("have an after_script, in a shell of its own, that knows the job's status")
  void afterScript(Shell shell) {
    ScriptJob job =
        job()
            .step("script", "X=1; cd /")
            .step("after_script", "echo \"[$X] $CI_JOB_STATUS $(basename \"$PWD\")\"");
    ScriptContext context = job.context();
    ScriptContext failed = context.withVariables(context.variables().withJobStatus("failed"));

    GeneratedScript script = new StageScripts(failed).afterScript().orElseThrow();

    assertThat(shell.run(script.text(), builds, Map.of()).output())
        .isEqualTo(
            green("Running after script...")
                + green("$ echo \"[$X] $CI_JOB_STATUS $(basename \"$PWD\")\"")
                + "[] failed p\n");
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("of a release have their references resolved before")
  void release(Shell shell) {
    Shell.Result result = run(shell, job().variable("TAG", "v1").step("release", "echo '$TAG'"));

    assertThat(result.output()).isEqualTo(green("$ echo 'v1'") + "v1\n");
  }

  @Test
  @DisplayName("that are not there make no stage")
  void nothingToDo() {
    ScriptJob job = job().step("script");

    assertThat(job.scripts().userStep(job.payload().steps().getFirst())).isEmpty();
    assertThat(job.scripts().afterScript()).isEmpty();
  }

  @Test
  @DisplayName("end with the signal's code when they are told to")
  void terminated() {
    for (Shell shell : Shell.values()) {
      assertThat(run(shell, job().step("script", "kill -TERM $$; sleep 0", "echo b")).code())
          .isEqualTo(1);
    }
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("come after a stage that says where the job runs")
  void prepareScript(Shell shell) throws Exception {
    Files.createDirectories(temp);
    Files.writeString(temp.resolve("gitlab_runner_env"), "OLD=1\n");

    Shell.Result result =
        shell.run(job().scripts().prepareScript().text(), builds, Map.of("HOSTNAME", "runner-pod"));

    assertThat(result.output()).isEqualTo("Running on runner-pod via manager-0...\n");
    assertThat(temp.resolve("gitlab_runner_env")).doesNotExist();
  }

  private ScriptJob job() {
    return new ScriptJob(builds.toString());
  }

  private Shell.Result run(Shell shell, ScriptJob job) {
    GeneratedScript script = job.scripts().userStep(job.payload().steps().getFirst()).orElseThrow();
    return shell.run(script.text(), builds, Map.of());
  }

  private static String green(String text) {
    return GREEN + text + RESET + "\n";
  }
}
