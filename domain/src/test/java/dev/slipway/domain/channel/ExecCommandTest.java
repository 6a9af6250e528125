package dev.slipway.domain.channel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
@DisplayName("A script that comes on the input of its own command")
class ExecCommandTest {
  private static final ExecCommand COMMAND = new ExecCommand("w0rdofthisrun");

  @ParameterizedTest
  @ValueSource(strings = {"bash", "dash", "busybox sh"})
  @DisplayName("sees neither the rest of itself nor the word, and ends with its own code")
  void runs(String shell) throws Exception {
    Process process = start(shell, "echo \"$#\"\n(cat) </dev/null\numask\nexit 7", true);

    assertThat(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
        .matches("0\n0+\n\n\\{\"command_exit_code\": 7, \"script\": \"w0rdofthisrun\"}\n");
    assertThat(process.waitFor()).isEqualTo(7);
  }

  @ParameterizedTest
  @ValueSource(strings = {"bash", "dash", "busybox sh"})
  @DisplayName("leaves none of its input unread, and ends when its end was seen")
  void readsAll(String shell) throws Exception {
    Process process = command(shell, false).start();
    try (OutputStream input = process.getOutputStream()) {
      // more than a pipe takes, with lines that could be taken for the last one
      input.write(ExecCommand.input("exit 7\n" + ": unread\n\n".repeat(100_000) + "no newline"));
      input.write(COMMAND.seen());
      input.flush();

      assertThat(process.waitFor()).isEqualTo(7);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"bash", "dash", "busybox sh"})
  @DisplayName("ends, with all it has started, when it is told to")
  void killed(String shell) throws Exception {
    Process process = start(shell, "trap 'exit 3' TERM\necho ready\nsleep 600 & wait", false);
    assertThat(process.getInputStream().read()).isEqualTo('r');

    List<String> kill = new ArrayList<>(List.of(shell.split(" ")));
    kill.addAll(COMMAND.kill("TERM").subList(1, 3));
    assertThat(new ProcessBuilder(kill).start().waitFor()).isZero();

    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isEqualTo(128 + 15);
    // Nobody holds the output any more.
    assertThat(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
        .isEqualTo("eady\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"bash", "dash", "busybox sh"})
  @DisplayName(
      "is seen while it is there, whatever it has become, and not when it has told its end")
  void look(String shell) throws Exception {
    ExecCommand command = new ExecCommand("w0rd" + System.nanoTime());
    assertThat(printed(shell, command.look())).isEqualTo("gone\n");
    Process process = command(command, shell, false).start();
    List<ProcessHandle> started = List.of();
    try (OutputStream input = process.getOutputStream();
        BufferedReader output = process.inputReader()) {
      input.write(ExecCommand.input("(while :; do sleep 1; done) & echo ready; exec sleep 4321"));
      input.flush();
      assertThat(output.readLine()).isEqualTo("ready");
      assertThat(printed(shell, command.look())).isEqualTo("there\n");

      List<ProcessHandle> become = List.of();
      while (become.isEmpty()) {
        assertThat(process.isAlive()).isTrue();
        started = process.descendants().toList();
        become =
            started.stream()
                .filter(one -> one.info().commandLine().orElse("").endsWith(" 4321"))
                .toList();
      }
      assertThat(printed(shell, command.look())).isEqualTo("there\n");
      become.forEach(ProcessHandle::destroy);
      assertThat(output.lines().anyMatch(line -> line.contains("command_exit_code"))).isTrue();
      while (!printed(shell, command.look()).equals("gone\n")) {
        assertThat(process.isAlive()).isTrue();
      }
      input.write(command.seen());
      input.flush();
      assertThat(process.waitFor()).isEqualTo(128 + 15);
    } finally {
      started.forEach(ProcessHandle::destroyForcibly);
    }
  }

  private static String printed(String shell, List<String> command) throws Exception {
    List<String> words = new ArrayList<>(List.of(shell.split(" ")));
    words.addAll(command.subList(1, 3));
    Process process = new ProcessBuilder(words).start();
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  @Test
  @DisplayName("is not found by the commands that look for it")
  void othersHideTheWord() {
    assertThat(String.join(" ", COMMAND.kill("KILL"))).doesNotContain(COMMAND.word());
    assertThat(String.join(" ", COMMAND.look())).doesNotContain(COMMAND.word());
  }

  private static Process start(String shell, String script, boolean umaskZero) throws Exception {
    Process process = command(shell, umaskZero).start();
    try (OutputStream input = process.getOutputStream()) {
      input.write(ExecCommand.input(script));
    }
    return process;
  }

  private static ProcessBuilder command(String shell, boolean umaskZero) {
    return command(COMMAND, shell, umaskZero);
  }

  /**
   * As an exec starts it: the leader of a group of its own. The shell stands for the first found.
   */
  private static ProcessBuilder command(ExecCommand command, String shell, boolean umaskZero) {
    String line = command.run(umaskZero).getLast();
    String search = line.substring(line.indexOf("for s in"), line.indexOf("; do ["));
    List<String> words = new ArrayList<>(List.of("setsid", "-w", "sh", "-c"));
    words.add(
        line.replace(search, "for s in yes")
            .replace("[ -x $s ]", "true")
            .replace("$s -", shell + " -"));
    return new ProcessBuilder(words).redirectError(ProcessBuilder.Redirect.DISCARD);
  }
}
