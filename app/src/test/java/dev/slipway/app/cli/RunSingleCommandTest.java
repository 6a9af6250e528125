package dev.slipway.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.domain.settings.GlobalSettings;
import dev.slipway.domain.settings.LogFormat;
import dev.slipway.domain.settings.LogLevel;
import dev.slipway.domain.settings.RunnerSettings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RunSingleCommandTest {
  @TempDir Path directory;

  private record Started(GlobalSettings settings, SingleLimits limits) {
    RunnerSettings runner() {
      return settings.runners().getFirst();
    }
  }

  private final StringWriter err = new StringWriter();
  private final StringWriter out = new StringWriter();
  private final ByteArrayOutputStream log = new ByteArrayOutputStream();
  private final Map<String, String> environment = new HashMap<>();
  private final List<Started> started = new ArrayList<>();

  @BeforeEach
  void redirect() {
    Logging.redirect(new PrintStream(log, true, StandardCharsets.UTF_8));
  }

  @AfterEach
  void restore() {
    Logging.redirect(System.err);
    Logging.configure(LogLevel.INFO, LogFormat.RUNNER);
  }

  private int execute(String... arguments) {
    SingleHook hook =
        (settings, file, limits) -> {
          started.add(new Started(settings, limits));
          return 9;
        };
    return new Commands(
            new Hooks(
                (_, _) -> 7, hook, (_, _) -> new PlanAnswer(List.of(), List.of()), (_, _) -> 8),
            environment,
            new PrintWriter(out, true),
            new PrintWriter(err, true))
        .execute(arguments);
  }

  @Test
  @DisplayName("a runner of flags alone, one job at a time, without limits")
  void flags() {
    assertThat(
            execute(
                "run-single",
                "-u",
                "https://gitlab.example.com",
                "-t",
                "glrt-secretsecret",
                "--executor",
                "kubernetes",
                "--kubernetes-image",
                "debian",
                "--kubernetes-privileged",
                "--env",
                "A=1",
                "--env=B=2"))
        .isEqualTo(9);
    Started one = started.getFirst();
    assertThat(one.settings().concurrent()).isEqualTo(1);
    assertThat(one.limits()).isEqualTo(new SingleLimits(0, Duration.ZERO));
    assertThat(one.runner().kubernetes().images().image()).contains("debian");
    assertThat(one.runner().job().environment()).hasSize(2);
  }

  @Test
  @DisplayName("variables stand in for flags, limits too")
  void variables() {
    environment.put("CI_SERVER_URL", "https://gitlab.example.com");
    environment.put("CI_SERVER_TOKEN", "glrt-secretsecret");
    environment.put("RUNNER_EXECUTOR", "kubernetes");
    environment.put("KUBERNETES_NAMESPACE", "ci");
    environment.put("RUNNER_WAIT_TIMEOUT", "60");
    assertThat(execute("run-single", "--max-builds", "3")).isEqualTo(9);
    assertThat(started.getFirst().limits()).isEqualTo(new SingleLimits(3, Duration.ofMinutes(1)));
    assertThat(started.getFirst().runner().kubernetes().identity().namespace()).isEqualTo("ci");
  }

  @Test
  @DisplayName("a runner of a file, by its name")
  void named() throws IOException {
    Path file =
        Files.writeString(
            directory.resolve("config.toml"),
            """
            concurrent = 5
            [[runners]]
            name = "one"
            url = "https://gitlab.example.com"
            token = "glrt-secretsecret"
            executor = "kubernetes"
            [[runners]]
            name = "two"
            url = "https://gitlab.example.com"
            token = "glrt-othersecret"
            executor = "kubernetes"
            """);
    assertThat(execute("run-single", "-c", file.toString(), "-r", "two")).isEqualTo(9);
    assertThat(started.getFirst().settings().concurrent()).isEqualTo(1);
    assertThat(started.getFirst().runner().name()).isEqualTo("two");
    assertThat(execute("run-single", "-c", file.toString(), "-r", "three")).isEqualTo(1);
    assertThat(err.toString()).contains("no runner \"three\"; its runners are: [one, two]");
    assertThat(
            execute("run-single", "-c", file.toString(), "-r", "two", "--kubernetes-image=debian"))
        .isEqualTo(1);
    assertThat(err.toString()).contains("--kubernetes-image cannot go with --runner");
  }

  @ParameterizedTest
  @DisplayName("what is missing is named with its flag and variable")
  @CsvSource({
    "'', 'Missing URL: give it with --url or CI_SERVER_URL'",
    "--url=https://g.example.com, 'Missing Token: give it with --token or CI_SERVER_TOKEN'",
    "'--url=https://g.example.com --token=t', 'Missing Executor: give it with --executor'"
  })
  void missing(String flags, String text) {
    assertThat(execute(("run-single " + flags).strip().split(" "))).isEqualTo(1);
    assertThat(err.toString()).contains(text);
    assertThat(started).isEmpty();
  }

  @Test
  @DisplayName("a value that cannot be is refused with the name of its flag; nothing starts")
  void refused() {
    assertThat(
            execute(
                "run-single",
                "--url=https://gitlab.example.com",
                "--token=glrt-secretsecret",
                "--executor=docker",
                "--kubernetes-memory-limit=lots"))
        .isEqualTo(1);
    assertThat(log.toString(StandardCharsets.UTF_8))
        .contains("--executor: ", "--kubernetes-memory-limit: ", "nothing was started")
        .doesNotContain("glrt-secretsecret");
    assertThat(execute("run-single", "--max-builds=some")).isEqualTo(1);
    assertThat(err.toString()).contains("--max-builds: \"some\" is no whole number");
    assertThat(started).isEmpty();
  }

  @Test
  @DisplayName("the help lists the flags of the runner")
  void help() {
    assertThat(execute("run-single", "--help")).isZero();
    assertThat(out.toString())
        .contains("--kubernetes-pod-security-context-fs-group", "KUBERNETES_NAMESPACE");
  }
}
