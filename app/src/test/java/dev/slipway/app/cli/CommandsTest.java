package dev.slipway.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import dev.slipway.domain.settings.GlobalSettings;
import dev.slipway.domain.settings.ListenAddress;
import dev.slipway.domain.settings.LogFormat;
import dev.slipway.domain.settings.LogLevel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandsTest {
  @TempDir Path directory;
  @RegisterExtension final Typed typed = new Typed();

  private record Started(GlobalSettings settings, RunOptions options) {}

  private final List<Started> started = new ArrayList<>();

  private int execute(String... arguments) {
    RunHook hook =
        (settings, options) -> {
          started.add(new Started(settings, options));
          return 7;
        };
    return typed.execute(new Hooks(hook, Typed.SINGLE, Typed.PLAN, Typed.HELPER), arguments);
  }

  private String file(String text) throws IOException {
    return Files.writeString(directory.resolve("config.toml"), text).toString();
  }

  @ParameterizedTest
  @DisplayName("--version prints what GitLab Runner prints, and the JDK")
  @ValueSource(strings = {"--version", "-v"})
  void version(String flag) {
    assertThat(execute(flag)).isZero();
    assertThat(typed.out().lines())
        .satisfiesExactly(
            line -> assertThat(line).matches("Version: {6}\\d+\\.\\d+\\.\\d+\\S*"),
            line -> assertThat(line).matches("Git revision: [0-9a-zA-Z]+"),
            line -> assertThat(line).matches("Git branch: {3}\\S+"),
            line -> assertThat(line).matches("JDK: {10}25\\S*"),
            line -> assertThat(line).matches("Built: {8}\\d{4}-\\S+"),
            line -> assertThat(line).matches("OS/Arch: {6}(linux|darwin|windows)/\\w+"));
  }

  @Test
  @DisplayName("no command and --help list the commands there are, no others")
  void help() {
    assertThat(execute()).isZero();
    String bare = typed.out();
    assertThat(execute("--help")).isZero();
    assertThat(typed.out()).isEqualTo(bare + bare);
    assertThat(bare).contains("Usage: slipway", "run ").doesNotContain("register", "verify");
  }

  @Test
  @DisplayName("a command has its own help, without what is there for old service files")
  void helpOfRun() {
    assertThat(execute("run", "--help")).isZero();
    assertThat(typed.out())
        .contains("slipway run", "--config", "--listen-address", "--working-directory")
        .doesNotContain("--service");
  }

  @Test
  @DisplayName("an unknown command is told so, with the nearest one")
  void unknownCommand() {
    assertThat(execute("rum")).isEqualTo(1);
    assertThat(typed.err())
        .startsWith("Command rum not found.")
        .contains("Did you mean run or run-single?");
    assertThat(typed.out()).isEmpty();
  }

  @ParameterizedTest
  @DisplayName("an unknown or unfinished flag is told so")
  @ValueSource(strings = {"--nonsense", "--log-level", "--log-level loud", "run --config", "run x"})
  void wrongFlags(String line) throws IOException {
    typed.environment().put("CONFIG_FILE", file(""));
    List<String> words = new ArrayList<>(List.of(line.split(" ")));
    if (!words.contains("run")) {
      words.add("run");
    }
    assertThat(execute(words.toArray(String[]::new))).isEqualTo(1);
    assertThat(typed.err()).isNotEmpty().contains("--help");
    assertThat(started).isEmpty();
  }

  @Test
  @DisplayName("run reads the file, greets, and hands over; its exit code is the process's")
  void run() throws IOException {
    String file = file("concurrent = 3\nlog_format = \"json\"\n");
    assertThat(execute("run", "--config", file)).isEqualTo(7);
    Started run = started.getFirst();
    assertThat(run.settings().concurrent()).isEqualTo(3);
    assertThat(run.options().configFile()).hasToString(file);
    assertThat(typed.log())
        .contains("\"msg\":\"Runtime platform\"", "\"arch\":", "\"pid\":", "\"version\":");
  }

  @Test
  @DisplayName("run refuses a bad file: every problem in the log, exit code 1")
  void refused() throws IOException {
    String file = file("concurrent = 0\nlog_levl = 'info'\n");
    assertThat(execute("run", "-c", file)).isEqualTo(1);
    assertThat(started).isEmpty();
    assertThat(typed.log().lines())
        .containsExactly(
            "ERROR: "
                + file
                + ":1:1: concurrent: Current configuration 'concurrent = 0' means that no jobs will be processed; set it to 1 or more",
            "ERROR: " + file + ":2:1: unknown key log_levl; did you mean \"log_level\"?",
            "FATAL: " + file + " is refused for 2 problem(s), see above; nothing was started");
  }

  @Test
  @DisplayName("a flag wins over its variable, which wins over the file")
  void precedence() throws IOException {
    String file = file("log_level = 'error'\nlog_format = 'json'\nlisten_address = ':1'\n");
    typed.environment().put("LOG_LEVEL", "warn");
    typed.environment().put("LOG_FORMAT", "text");
    typed.environment().put("LISTEN_ADDRESS", ":2");
    typed.environment().put("CONFIG_FILE", file);
    execute("run");
    execute("--log-level", "debug", "--log-format=runner", "run", "--listen-address", ":3");
    execute("run", "--debug");
    execute("--debug=false", "run");
    assertThat(started)
        .extracting(
            run -> run.options().logLevel().orElseThrow(),
            run -> run.options().logFormat().orElseThrow(),
            run -> run.settings().listenAddress().orElseThrow())
        .containsExactly(
            tuple(LogLevel.WARN, LogFormat.TEXT, new ListenAddress("", 2)),
            tuple(LogLevel.DEBUG, LogFormat.RUNNER, new ListenAddress("", 3)),
            tuple(LogLevel.DEBUG, LogFormat.TEXT, new ListenAddress("", 2)),
            tuple(LogLevel.WARN, LogFormat.TEXT, new ListenAddress("", 2)));
  }

  @Test
  @DisplayName("relative paths belong to the working directory, and it must exist")
  void workingDirectory() throws IOException {
    file("");
    assertThat(execute("run", "-d", directory.toString(), "-c", "config.toml")).isEqualTo(7);
    assertThat(started.getFirst().options().configFile())
        .isEqualTo(directory.resolve("config.toml"));
    assertThat(execute("run", "-d", directory.resolve("nowhere").toString())).isEqualTo(1);
    assertThat(typed.err()).contains("nowhere is no directory");
  }

  @Test
  @DisplayName("a command line of gitlab-runner's own service file is understood")
  void serviceFile() throws IOException {
    assertThat(
            execute(
                "run",
                "--config",
                file(""),
                "--working-directory",
                directory.toString(),
                "--service",
                "gitlab-runner",
                "--user",
                "gitlab-runner"))
        .isEqualTo(7);
  }

  @Test
  @DisplayName("a failure that nobody foresaw ends with 1 and a stack trace in the log")
  void broken() throws IOException {
    String file = file("");
    int code =
        typed.execute(
            new Hooks(
                (settings, options) -> {
                  throw new IllegalStateException("broken");
                },
                Typed.SINGLE,
                Typed.PLAN,
                Typed.HELPER),
            "run",
            "-c",
            file);
    assertThat(code).isEqualTo(1);
    assertThat(typed.log()).contains("PANIC: ", "IllegalStateException: broken");
  }
}
