package dev.slipway.domain.channel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.domain.stage.ContainerRole;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The lines of the control channel, in the shells that images have. */
class ControlChannelInShellsTest {
  private static final ShellTools ALL =
      new ShellTools(Set.of("setsid", "sha256sum", "wc", "sed", "tee", "head"));
  private static final ShellTools NONE = new ShellTools(Set.of());

  @TempDir Path dir;
  private Optional<Path> runner = Optional.empty();

  static Stream<List<String>> shells() {
    return Stream.of(List.of("bash"), List.of("dash"), List.of("busybox", "sh"));
  }

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

  @ParameterizedTest
  @MethodSource("shells")
  void runs_a_script_once_that_removes_its_own_guard(List<String> shell) throws Exception {
    for (ShellTools tools : List.of(ALL, NONE)) {
      ScriptTicket ticket = new ScriptTicket("s-" + tools.names().size(), "m", "m");
      Path count = dir.resolve("count-" + tools.names().size());
      byte[] delivery =
          deliver(
              tools,
              ticket,
              "echo ran >>%s\nrm %s/.started-*\n: >%s.over\n"
                  .formatted(count, paths().scriptsPath(), count));

      feed(
          shell,
          hello(),
          delivery,
          bytes("until [ -e " + count + ".over ]; do :; done\n"),
          delivery,
          delivery);

      assertThat(count).hasContent("ran\n");
    }
  }

  @ParameterizedTest
  @MethodSource("shells")
  void does_not_call_a_script_vanished_that_has_emptied_its_pid_file(List<String> shell)
      throws Exception {
    ScriptTicket ticket = new ScriptTicket("s", "m", "m");
    Path pid = paths().scriptsPath().resolve(".pid-s");
    Path ready = dir.resolve("ready");
    assertThat(new ProcessBuilder("mkfifo", ready.toString()).start().waitFor()).isZero();
    Path over = dir.resolve("over");
    String script =
        "until [ -s %s ]; do :; done\n: >%s\n: >%s\nuntil [ -e %s ]; do sleep 0.1; done\necho end\n"
            .formatted(pid, pid, ready, over);

    Process process = start(shell);
    try (OutputStream in = process.getOutputStream()) {
      write(in, hello(), deliver(ALL, ticket, script));
      // What takes the body may read ahead: the next line comes when the script runs.
      assertThat(Files.readAllBytes(ready)).isEmpty();
      byte[] check = bytes(lines().check(ticket));
      write(in, check, check, check, bytes(": >" + over + "\n"));
    }
    String log = log(process);

    assertThat(log).contains("end\n");
    assertThat(paths().scriptsPath().resolve(".exit-" + ticket.vanishedFile())).doesNotExist();
  }

  @ParameterizedTest
  @MethodSource("shells")
  void calls_a_script_vanished_of_which_nothing_is_found_twice(List<String> shell)
      throws Exception {
    Path dead = dir.resolve("dead");
    assertThat(new ProcessBuilder("mkfifo", dead.toString()).start().waitFor()).isZero();
    for (int looks = 1; looks <= 2; looks++) {
      ScriptTicket ticket = new ScriptTicket("s" + looks, "m", "m");
      String script = "echo $$ >%s; kill -KILL $PPID; kill -KILL $$\n".formatted(dead);

      Process process = start(shell);
      try (OutputStream in = process.getOutputStream()) {
        write(in, hello(), deliver(ALL, ticket, script));
        long pid = Long.parseLong(Files.readString(dead).strip());
        ProcessHandle.of(pid).ifPresent(left -> left.onExit().join());
        for (int i = 0; i < looks; i++) {
          write(in, bytes(lines().check(ticket)));
        }
      }
      log(process);

      assertThat(Files.exists(paths().scriptsPath().resolve(".exit-" + ticket.vanishedFile())))
          .as("after %d", looks)
          .isEqualTo(looks == 2);
    }
  }

  @ParameterizedTest
  @MethodSource("shells")
  void runs_a_script_that_could_not_be_written_when_it_is_sent_again(List<String> shell)
      throws Exception {
    ScriptTicket ticket = new ScriptTicket("s", "m", "m");
    Path inTheWay = Files.createDirectory(paths().scriptsPath().resolve(ticket.file()));
    byte[] delivery = deliver(NONE, ticket, "echo ran\n");

    String log =
        feed(shell, hello(), delivery, bytes("rmdir " + inTheWay + "\n"), delivery, delivery);

    assertThat(log).containsOnlyOnce("ran\n");
  }

  @ParameterizedTest
  @MethodSource("shells")
  void does_not_call_a_script_well_whose_file_was_emptied_before_it_ran(List<String> shell)
      throws Exception {
    runner = Optional.of(dir.resolve("runner"));
    Files.writeString(
        runner.get(), "#!/bin/sh\n: >\"$1\"\nexec %s \"$@\"\n".formatted(String.join(" ", shell)));
    assertThat(runner.get().toFile().setExecutable(true)).isTrue();

    for (String sum : List.of("cksum", "sha256sum", "md5sum", "wc", "none")) {
      ShellTools tools = new ShellTools(Set.of(sum));
      String log = feed(shell, hello(), deliver(tools, new ScriptTicket(sum, "m", "m"), "exit 7"));

      assertThat(log)
          .as(sum)
          .isEqualTo("{\"script\": \"m\"}\n\n{\"command_exit_code\": 999, \"script\": \"m\"}\n");
    }
  }

  @ParameterizedTest
  @MethodSource("shells")
  void reads_nothing_from_what_stands_in_the_place_of_its_files(List<String> shell)
      throws Exception {
    Path scripts = paths().scriptsPath();
    Path target = Files.writeString(dir.resolve("target"), "mine\n");
    for (String plant :
        List.of("mkfifo", "ln -s /dev/full", "ln -s " + target, "ln -s /not/there", "mkdir")) {
      ScriptTicket ticket = new ScriptTicket("s-" + plant.length(), "m", "m");
      byte[] delivery = deliver(ALL, ticket, "echo ran\n");

      String log =
          feed(
              shell,
              hello(),
              bytes(
                  "for f in .channel-build .answers; do rm -rf %s/$f; %s %s/$f; done\n"
                      .formatted(scripts, plant, scripts)),
              delivery,
              bytes(lines().kill(ticket, "TERM")),
              hello(),
              delivery);

      assertThat(log).as(plant).containsOnlyOnce("ran\n");
      assertThat(Files.readString(scripts.resolve(".answers"))).startsWith("probe word1 ");
    }
    assertThat(target).hasContent("mine\n");
  }

  private TestPaths paths() throws IOException {
    return TestPaths.in(dir);
  }

  private byte[] hello() throws IOException {
    return bytes(lines().hello());
  }

  private byte[] deliver(ShellTools tools, ScriptTicket ticket, String script) throws IOException {
    return ScriptDelivery.of(lines(), tools, ticket, script, false).bytes();
  }

  private ControlLines lines() throws IOException {
    return new ControlLines(paths().paths(), ContainerRole.BUILD, "word1");
  }

  // Feeds a waiting first process, ends its input, and reads the log once all it started has
  // ended.
  private String feed(List<String> shell, byte[]... parts) throws Exception {
    Process process = start(shell);
    try (OutputStream in = process.getOutputStream()) {
      write(in, parts);
    }
    return log(process);
  }

  private Process start(List<String> shell) throws IOException {
    Files.deleteIfExists(Path.of(paths().paths().logFile()));
    String loop = ControlLines.containerCommand().getLast();
    String inner = loop.substring(loop.indexOf("-c '") + 4, loop.indexOf("' $s; done"));
    // The pipe, held by descriptor 3 of everything that is started, ends when all of it has ended.
    List<String> command =
        new ArrayList<>(List.of("bash", "-c", "\"$@\" 3>&1 2>&1 | cat >/dev/null", "test"));
    command.addAll(shell);
    command.addAll(List.of("-c", inner, zero(shell)));
    return new ProcessBuilder(command).redirectErrorStream(true).start();
  }

  private static void write(OutputStream in, byte[]... parts) throws IOException {
    for (byte[] part : parts) {
      in.write(part);
      in.flush();
    }
  }

  private String log(Process process) throws IOException, InterruptedException {
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    Path log = Path.of(paths().paths().logFile());
    return Files.exists(log) ? Files.readString(log) : "";
  }

  private String zero(List<String> shell) throws IOException {
    if (runner.isPresent()) {
      return runner.get().toString();
    }
    return shell.size() == 1 ? shell.getFirst() : busybox().toString();
  }

  // $0 of the loop is one word: busybox's shell needs a link of that name.
  private Path busybox() throws IOException {
    Path link = dir.resolve("sh");
    if (!Files.exists(link)) {
      Files.createSymbolicLink(link, BusyBox.path());
    }
    return link;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private record TestPaths(ChannelPaths paths, Path scriptsPath) {
    static TestPaths in(Path dir) throws IOException {
      Path scripts = Files.createDirectories(dir.resolve("scripts"));
      Path logs = Files.createDirectories(dir.resolve("logs"));
      return new TestPaths(new ChannelPaths(scripts.toString(), logs.toString()), scripts);
    }
  }
}
