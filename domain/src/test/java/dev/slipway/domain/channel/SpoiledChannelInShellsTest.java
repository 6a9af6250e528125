package dev.slipway.domain.channel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The control channel where a job has spoiled the files beside its scripts, or killed its own. */
class SpoiledChannelInShellsTest extends ChannelInShells {
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
  void calls_a_script_well_that_has_removed_what_compares_its_file(List<String> shell)
      throws Exception {
    for (String sum : List.of("cksum", "sha256sum", "md5sum", "wc")) {
      Path gone = dir.resolve("gone-" + sum);
      profile =
          "%s() { [ ! -e %s ] || { echo no %s >&2; return 127; }; command %s \"$@\"; }"
              .formatted(sum, gone, sum, sum);
      ScriptTicket ticket = new ScriptTicket(sum, "m", "m");

      String log = feed(shell, hello(), deliver(new ShellTools(Set.of(sum)), ticket, ": >" + gone));

      assertThat(log)
          .as(sum)
          .isEqualTo("{\"script\": \"m\"}\n\n{\"command_exit_code\": 0, \"script\": \"m\"}\n");
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

  @ParameterizedTest
  @MethodSource("shells")
  void does_its_work_whatever_options_a_profile_has_set(List<String> shell) throws Exception {
    profile = "set -aefuvxC";
    for (ShellTools tools : List.of(ALL, NONE)) {
      ScriptTicket ticket = new ScriptTicket("s-" + tools.names().size(), "m", "m");
      byte[] delivery = deliver(tools, ticket, "echo ran\nexit 7\n");

      String log = feed(shell, hello(), bytes("false\n"), hello(), delivery, delivery);

      assertThat(log)
          .isEqualTo("{\"script\": \"m\"}\nran\n\n{\"command_exit_code\": 7, \"script\": \"m\"}\n");
    }
  }

  @ParameterizedTest
  @MethodSource("shells")
  void tells_the_end_of_a_script_that_has_killed_what_takes_its_output(List<String> shell)
      throws Exception {
    String script =
        """
        trap '' PIPE
        until [ -s %1$s ]; do :; done
        while echo out; do
          for p in /proc/[0-9]*; do
            c=
            IFS= read -r c <$p/cmdline
            case $c in tee*%1$s) kill -9 ${p#/proc/} ;; esac
          done 2>/dev/null
        done
        exit 6
        """
            .formatted(paths().paths().logFile());

    String log = feed(shell, hello(), deliver(ALL, new ScriptTicket("s", "m", "m"), script));

    assertThat(log)
        .startsWith("{\"script\": \"m\"}\n")
        .endsWith("\n{\"command_exit_code\": 6, \"script\": \"m\"}\n");
  }

  @ParameterizedTest
  @MethodSource("shells")
  void ends_a_script_that_has_spoiled_its_pid_file(List<String> shell) throws Exception {
    for (String spoil : List.of("rm -f", ": >", "echo 999999999 >", "echo word >")) {
      ScriptTicket ticket = new ScriptTicket("s" + spoil.length(), "m", "m");
      Path pid = paths().scriptsPath().resolve(".pid-" + ticket.file());
      Path ready = dir.resolve("ready-" + ticket.file());
      assertThat(new ProcessBuilder("mkfifo", ready.toString()).start().waitFor()).isZero();
      String script =
          "until [ -s %s ]; do :; done\n%s %s\n: >%s\nsleep 50\necho never\n"
              .formatted(pid, spoil, pid, ready);

      Process process = start(shell);
      try (OutputStream in = process.getOutputStream()) {
        write(in, hello(), deliver(ALL, ticket, script));
        // What takes the body may read ahead: the next line comes when the script runs.
        assertThat(Files.readAllBytes(ready)).isEmpty();
        write(in, bytes(lines().kill(ticket, "TERM")));
      }

      assertThat(log(process))
          .as(spoil)
          .isEqualTo("{\"script\": \"m\"}\n\n{\"command_exit_code\": 143, \"script\": \"m\"}\n");
    }
  }
}
