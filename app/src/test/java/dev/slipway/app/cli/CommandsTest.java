package dev.slipway.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import dev.slipway.domain.settings.GlobalSettings;
import dev.slipway.domain.settings.ListenAddress;
import dev.slipway.domain.settings.LogFormat;
import dev.slipway.domain.settings.LogLevel;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
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
import org.junit.jupiter.params.provider.ValueSource;

class CommandsTest {
  @TempDir Path directory;

  private static final PlanHook PLAN = (runner, options) -> new PlanAnswer(List.of(), List.of());

  private record Started(GlobalSettings settings, RunOptions options) {}

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
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
    RunHook hook =
        (settings, options) -> {
          started.add(new Started(settings, options));
          return 7;
        };
    return new Commands(
            new Hooks(hook, (_, _, _) -> 9, PLAN, (_, _) -> 8),
            environment,
            new PrintWriter(out, true),
            new PrintWriter(err, true))
        .execute(arguments);
  }

  private String file(String text) throws IOException {
    return Files.writeString(directory.resolve("config.toml"), text).toString();
  }

  @ParameterizedTest
  @DisplayName("--version prints what GitLab Runner prints, and the JDK")
  @ValueSource(strings = {"--version", "-v"})
  void version(String flag) {
    assertThat(execute(flag)).isZero();
    assertThat(out.toString().lines())
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
    String bare = out.toString();
    assertThat(execute("--help")).isZero();
    assertThat(out).hasToString(bare + bare);
    assertThat(bare).contains("Usage: slipway", "run ").doesNotContain("register", "verify");
  }

  @Test
  @DisplayName("a command has its own help, without what is there for old service files")
  void helpOfRun() {
    assertThat(execute("run", "--help")).isZero();
    assertThat(out.toString())
        .contains("slipway run", "--config", "--listen-address", "--working-directory")
        .doesNotContain("--service");
  }

  @Test
  @DisplayName("an unknown command is told so, with the nearest one")
  void unknownCommand() {
    assertThat(execute("rum")).isEqualTo(1);
    assertThat(err.toString())
        .startsWith("Command rum not found.")
        .contains("Did you mean run or run-single?");
    assertThat(out.toString()).isEmpty();
  }

  @ParameterizedTest
  @DisplayName("an unknown or unfinished flag is told so")
  @ValueSource(strings = {"--nonsense", "--log-level", "--log-level loud", "run --config", "run x"})
  void wrongFlags(String line) throws IOException {
    environment.put("CONFIG_FILE", file(""));
    List<String> words = new ArrayList<>(List.of(line.split(" ")));
    if (!words.contains("run")) {
      words.add("run");
    }
    assertThat(execute(words.toArray(String[]::new))).isEqualTo(1);
    assertThat(err.toString()).isNotEmpty().contains("--help");
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
    assertThat(log.toString(StandardCharsets.UTF_8))
        .contains("\"msg\":\"Runtime platform\"", "\"arch\":", "\"pid\":", "\"version\":");
  }

  @Test
  @DisplayName("run refuses a bad file: every problem in the log, exit code 1")
  void refused() throws IOException {
    String file = file("concurrent = 0\nlog_levl = 'info'\n");
    assertThat(execute("run", "-c", file)).isEqualTo(1);
    assertThat(started).isEmpty();
    assertThat(log.toString(StandardCharsets.UTF_8).lines())
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
    environment.put("LOG_LEVEL", "warn");
    environment.put("LOG_FORMAT", "text");
    environment.put("LISTEN_ADDRESS", ":2");
    environment.put("CONFIG_FILE", file);
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
    assertThat(err.toString()).contains("nowhere is no directory");
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
        new Commands(
                new Hooks(
                    (settings, options) -> {
                      throw new IllegalStateException("broken");
                    },
                    (_, _, _) -> 9,
                    PLAN,
                    (_, _) -> 8),
                environment,
                new PrintWriter(out, true),
                new PrintWriter(err, true))
            .execute("run", "-c", file);
    assertThat(code).isEqualTo(1);
    assertThat(log.toString(StandardCharsets.UTF_8))
        .contains("PANIC: ", "IllegalStateException: broken");
  }
}
