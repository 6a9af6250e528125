package dev.slipway.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.domain.settings.GlobalSettings;
import dev.slipway.domain.settings.RunnerSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RunSingleCommandTest {
  @TempDir Path directory;
  @RegisterExtension final Typed typed = new Typed();

  private record Started(GlobalSettings settings, SingleLimits limits) {
    RunnerSettings runner() {
      return settings.runners().getFirst();
    }
  }

  private final List<Started> started = new ArrayList<>();

  private int execute(String... arguments) {
    SingleHook hook =
        (settings, file, limits) -> {
          started.add(new Started(settings, limits));
          return 9;
        };
    return typed.execute(new Hooks(Typed.RUN, hook, Typed.PLAN, Typed.HELPER), arguments);
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
    typed.environment().put("CI_SERVER_URL", "https://gitlab.example.com");
    typed.environment().put("CI_SERVER_TOKEN", "glrt-secretsecret");
    typed.environment().put("RUNNER_EXECUTOR", "kubernetes");
    typed.environment().put("KUBERNETES_NAMESPACE", "ci");
    typed.environment().put("RUNNER_WAIT_TIMEOUT", "60");
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
    assertThat(typed.err()).contains("no runner \"three\"; its runners are: [one, two]");
    assertThat(
            execute("run-single", "-c", file.toString(), "-r", "two", "--kubernetes-image=debian"))
        .isEqualTo(1);
    assertThat(typed.err()).contains("--kubernetes-image cannot go with --runner");
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
    assertThat(typed.err()).contains(text);
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
    assertThat(typed.log())
        .contains("--executor: ", "--kubernetes-memory-limit: ", "nothing was started")
        .doesNotContain("glrt-secretsecret");
    assertThat(execute("run-single", "--max-builds=some")).isEqualTo(1);
    assertThat(typed.err()).contains("--max-builds: \"some\" is no whole number");
    assertThat(started).isEmpty();
  }

  @Test
  @DisplayName("the help lists the flags of the runner")
  void help() {
    assertThat(execute("run-single", "--help")).isZero();
    assertThat(typed.out())
        .contains("--kubernetes-pod-security-context-fs-group", "KUBERNETES_NAMESPACE");
  }
}
