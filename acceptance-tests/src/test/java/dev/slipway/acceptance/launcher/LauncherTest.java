package dev.slipway.acceptance.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LauncherTest {
  private static final Path LAUNCHER =
      Path.of("..", "app", "src", "main", "bin", "slipway").toAbsolutePath().normalize();

  /** Says which signal came and ends with a code of its own. */
  private static final String LISTENING =
      """
      #!/bin/sh
      heard() { echo "$1"; kill "$sleeper"; exit "$2"; }
      sleep 60 &
      sleeper=$!
      trap 'heard USR1 41' USR1
      trap 'heard URG 42' URG
      trap 'heard IO 43' IO
      trap 'heard TERM 44' TERM
      echo ready
      wait $sleeper
      """;

  @TempDir Path home;

  @ParameterizedTest(name = "SIG{0} reaches the manager as SIG{1}")
  @CsvSource({"QUIT, USR1, 41", "INT, URG, 42", "TERM, IO, 43"})
  void translated(String sent, String heard, int code) throws Exception {
    Process launcher = start(LISTENING, "run", "--config", "c.toml");
    try (BufferedReader out = launcher.inputReader()) {
      assertThat(out.readLine()).isEqualTo("ready");
      signal(sent, launcher.pid());
      assertThat(out.readLine()).isEqualTo(heard);
    }
    assertThat(launcher.waitFor(20, TimeUnit.SECONDS)).isTrue();
    assertThat(launcher.exitValue()).isEqualTo(code);
  }

  @Test
  @DisplayName("a signal that the manager works on for a while does not end the launcher")
  void waitsOn() throws Exception {
    String draining =
        """
        #!/bin/sh
        sleep 60 &
        sleeper=$!
        trap 'echo draining; kill $sleeper' USR1
        echo ready
        wait $sleeper
        read -r word <"$GATE"
        echo "$word"
        """;
    Path gate = home.resolve("gate");
    assertThat(new ProcessBuilder("mkfifo", gate.toString()).start().waitFor()).isZero();
    Process launcher = start(draining, "run");
    try (BufferedReader out = launcher.inputReader()) {
      assertThat(out.readLine()).isEqualTo("ready");
      signal("QUIT", launcher.pid());
      assertThat(out.readLine()).isEqualTo("draining");
      assertThat(launcher.isAlive()).isTrue();
      Files.writeString(gate, "done\n");
      assertThat(out.readLine()).isEqualTo("done");
    }
    assertThat(launcher.waitFor(20, TimeUnit.SECONDS)).isTrue();
    assertThat(launcher.exitValue()).isZero();
  }

  @Test
  @DisplayName("other commands replace the launcher by Java, with arguments and exit code")
  void replaced() throws Exception {
    Process launcher =
        start("#!/bin/sh\nfor last; do :; done; echo \"$$ $last\"; exit 3\n", "--version", "a b");
    try (BufferedReader out = launcher.inputReader()) {
      assertThat(out.readLine()).isEqualTo(launcher.pid() + " a b");
    }
    assertThat(launcher.waitFor()).isEqualTo(3);
  }

  @ParameterizedTest(name = "Java {0} is started, or named as too old")
  @CsvSource({"1.8.0_402, 1", "17.0.9, 1", "24, 1", "25, 7", "25.0.1, 7", "26, 7"})
  void oldJava(String version, int code) throws Exception {
    Files.writeString(
        home.resolve("release"), "IMPLEMENTOR=\"X\"\nJAVA_VERSION=\"" + version + "\"\n");
    Process launcher = start("#!/bin/sh\necho begun\nexit 7\n", "list");
    try (BufferedReader out = launcher.inputReader()) {
      assertThat(out.readLine())
          .isEqualTo(
              code == 7
                  ? "begun"
                  : "slipway: %s/bin/java is Java %s, but Java 25 is needed: install a JDK 25 and set JAVA_HOME to it, or use the packed slipway, which brings its own"
                      .formatted(home, version.replaceFirst("\\..*", "")));
    }
    assertThat(launcher.waitFor()).isEqualTo(code);
  }

  private Process start(String java, String... arguments) throws IOException {
    Path bin = Files.createDirectories(home.resolve("bin"));
    Path program = Files.writeString(bin.resolve("java"), java);
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
    // Whoever runs this test may have these signals ignored, and a shell cannot take that back.
    List<String> command =
        new ArrayList<>(List.of("env", "--default-signal=QUIT,INT,TERM", LAUNCHER.toString()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("JAVA_HOME", home.toString());
    builder.environment().put("GATE", home.resolve("gate").toString());
    return builder.start();
  }

  private static void signal(String name, long pid) throws Exception {
    assertThat(new ProcessBuilder("kill", "-" + name, Long.toString(pid)).start().waitFor())
        .isZero();
  }
}
