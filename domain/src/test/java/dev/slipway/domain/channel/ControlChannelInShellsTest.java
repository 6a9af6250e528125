package dev.slipway.domain.channel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.domain.stage.ContainerRole;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The lines of the control channel, in the shells that images have. */
class ControlChannelInShellsTest extends ChannelInShells {
  @ParameterizedTest
  @MethodSource("shells")
  void runs_a_script_and_says_its_start_its_end_and_its_code(List<String> shell) throws Exception {
    ScriptTicket ticket = new ScriptTicket("step-1", "mark1", "mark1");

    String log =
        feed(shell, hello(), deliver(ALL, ticket, "printf 'out\\n'\necho err >&2\nexit 7\n"));

    assertThat(log)
        .isEqualTo(
            "{\"script\": \"mark1\"}\nout\nerr\n\n{\"command_exit_code\": 7, \"script\": \"mark1\"}\n");
    assertThat(Files.readString(paths().scriptsPath().resolve(".exit-step-1"))).isEqualTo("7\n");
  }

  @ParameterizedTest
  @MethodSource("shells")
  void says_no_more_of_a_killed_script_than_its_code(List<String> shell) throws Exception {
    ScriptTicket ticket = new ScriptTicket("step-1", "mark1", "mark1");

    String log = feed(shell, hello(), deliver(ALL, ticket, "echo out\nkill -9 $$\n"));

    assertThat(log)
        .isEqualTo(
            "{\"script\": \"mark1\"}\nout\n\n{\"command_exit_code\": 137, \"script\": \"mark1\"}\n");
  }

  @ParameterizedTest
  @MethodSource("shells")
  void works_with_nothing_but_the_shell(List<String> shell) throws Exception {
    ScriptTicket ticket = new ScriptTicket("step-1", "mark1", "mark1");

    String log = feed(shell, hello(), deliver(NONE, ticket, "printf '%s\\n' 'a  \\b # c'\n"));

    assertThat(log)
        .isEqualTo(
            "{\"script\": \"mark1\"}\na  \\b # c\n\n{\"command_exit_code\": 0, \"script\": \"mark1\"}\n");
  }

  @ParameterizedTest
  @MethodSource("shells")
  void runs_a_script_that_is_sent_twice_once(List<String> shell) throws Exception {
    ScriptTicket ticket = new ScriptTicket("step-1", "mark1", "mark1");
    byte[] delivery = deliver(ALL, ticket, "echo once\n");

    String log = feed(shell, hello(), delivery, delivery);

    assertThat(log).containsOnlyOnce("once");
  }

  @ParameterizedTest
  @MethodSource("shells")
  void runs_once_wherever_a_delivery_is_cut(List<String> shell) throws Exception {
    Random random = new Random(7);
    for (int i = 0; i < 6; i++) {
      ScriptTicket ticket = new ScriptTicket("step-" + i, "mark" + i, "mark" + i);
      String script = "echo once-" + i + "\n# " + "x".repeat(200) + "\n";
      byte[] delivery = deliver(ALL, ticket, script);
      byte[] cut = Arrays.copyOf(delivery, 1 + random.nextInt(delivery.length - 1));
      ControlLines again = new ControlLines(paths().paths(), ContainerRole.BUILD, "again" + i);
      byte[] second = ScriptDelivery.of(again, ALL, ticket, script, false).bytes();

      Process process = start(shell);
      try (OutputStream in = process.getOutputStream()) {
        write(in, hello(), cut);
        askUntilAnswered(in, again, "again" + i, delivery.length);
        write(in, second, second);
      }

      assertThat(log(process))
          .as("cut after %d of %d bytes", cut.length, delivery.length)
          .containsOnlyOnce("once-" + i);
    }
  }

  // As a channel does that was opened again: what still reads the cut body may read ahead and take
  // a question with it. A pipe that is full makes this wait.
  private void askUntilAnswered(OutputStream in, ControlLines lines, String word, int bodyBytes)
      throws IOException {
    Path answers = Path.of(paths().paths().answersFile());
    do {
      write(in, bytes(ControlLines.endOfCutBody(bodyBytes)), bytes(lines.hello()));
    } while (!Files.exists(answers) || !Files.readString(answers).contains("probe " + word));
  }

  @ParameterizedTest
  @MethodSource("shells")
  void does_not_run_a_body_that_was_damaged(List<String> shell) throws Exception {
    ScriptTicket ticket = new ScriptTicket("step-1", "mark1", "mark1");
    byte[] delivery = deliver(ALL, ticket, "echo damaged\n");
    delivery[delivery.length - 3] ^= 1;

    assertThat(feed(shell, hello(), delivery)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("shells")
  void does_nothing_for_an_attach_that_was_taken_over(List<String> shell) throws Exception {
    ControlLines older = new ControlLines(paths().paths(), ContainerRole.BUILD, "olderword");
    byte[] late =
        ScriptDelivery.of(
                older, ALL, new ScriptTicket("late", "late", "late"), "echo late\n", false)
            .bytes();

    String log =
        feed(shell, hello(), late, deliver(ALL, new ScriptTicket("ok", "ok", "ok"), "echo ok\n"));

    assertThat(log).doesNotContain("late").contains("ok\n");
  }

  @ParameterizedTest
  @MethodSource("shells")
  void lives_on_after_lines_that_would_end_a_shell(List<String> shell) throws Exception {
    String log =
        feed(
            shell,
            bytes("exit 3\n"),
            bytes("exec false\n"),
            bytes("if then fi (\n"),
            bytes(": >/does/not/exist\n"),
            hello(),
            deliver(ALL, new ScriptTicket("ok", "ok", "ok"), "echo alive\n"));

    assertThat(log).contains("alive");
  }

  @ParameterizedTest
  @MethodSource("shells")
  void gives_a_script_an_empty_standard_input(List<String> shell) throws Exception {
    String log =
        feed(shell, hello(), deliver(ALL, new ScriptTicket("cat", "m", "m"), "cat; echo end\n"));

    assertThat(log).contains("{\"script\": \"m\"}\nend\n");
  }

  @ParameterizedTest
  @MethodSource("shells")
  void asks_what_the_image_has(List<String> shell) throws Exception {
    feed(shell, hello());

    String answer = Files.readString(paths().scriptsPath().resolve(".answers"));
    assertThat(ChannelAnswer.parse(answer))
        .hasValueSatisfying(
            a -> {
              assertThat(a).isInstanceOf(ChannelAnswer.Probed.class);
              var probed = (ChannelAnswer.Probed) a;
              assertThat(probed.word()).isEqualTo("word1");
              assertThat(probed.tools().names()).contains("sha256sum", "head", "tee", "sed", "wc");
            });
  }

  @ParameterizedTest
  @MethodSource("shells")
  void leaves_nothing_of_a_script_that_has_ended(List<String> shell) throws Exception {
    for (ShellTools tools : List.of(ALL, NONE)) {
      ScriptTicket ticket = new ScriptTicket("s-" + tools.names().size(), "m", "m");
      byte[] delivery = deliver(tools, ticket, "echo secret >/dev/null\n");
      byte[] damaged = deliver(tools, new ScriptTicket("d", "d", "d"), "echo secret\n");
      damaged[damaged.length - 3] ^= 1;

      feed(shell, hello(), delivery, delivery, damaged);
    }

    try (Stream<Path> files = Files.list(paths().scriptsPath())) {
      for (Path file : files.toList()) {
        assertThat(Files.readString(file)).as(file.toString()).doesNotContain("secret");
      }
    }
  }

  @ParameterizedTest
  @MethodSource("shells")
  void keeps_a_script_from_other_users(List<String> shell) throws Exception {
    feed(shell, hello(), deliver(ALL, new ScriptTicket("s", "m", "m"), "echo secret\n"));

    assertThat(Files.getPosixFilePermissions(paths().scriptsPath().resolve("s")))
        .allMatch(permission -> permission.name().startsWith("OWNER"));
  }
}
