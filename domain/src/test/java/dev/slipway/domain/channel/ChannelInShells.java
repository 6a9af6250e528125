package dev.slipway.domain.channel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.domain.stage.ContainerRole;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;

/** The first process of a container, in the shells that images have, and what it is fed. */
abstract class ChannelInShells {
  static final ShellTools ALL =
      new ShellTools(Set.of("setsid", "sha256sum", "wc", "sed", "tee", "head"));
  static final ShellTools NONE = new ShellTools(Set.of());

  @TempDir Path dir;
  Optional<Path> runner = Optional.empty();

  /** What a profile of the image does before the first process reads anything. */
  String profile = ":";

  static Stream<List<String>> shells() {
    return Stream.of(List.of("bash"), List.of("dash"), List.of("busybox", "sh"));
  }

  TestPaths paths() throws IOException {
    return TestPaths.in(dir);
  }

  byte[] hello() throws IOException {
    return bytes(lines().hello());
  }

  byte[] deliver(ShellTools tools, ScriptTicket ticket, String script) throws IOException {
    return ScriptDelivery.of(lines(), tools, ticket, script, false).bytes();
  }

  ControlLines lines() throws IOException {
    return new ControlLines(paths().paths(), ContainerRole.BUILD, "word1");
  }

  // Feeds a waiting first process, ends its input, and reads the log once all it started has
  // ended.
  String feed(List<String> shell, byte[]... parts) throws Exception {
    Process process = start(shell);
    try (OutputStream in = process.getOutputStream()) {
      write(in, parts);
    }
    return log(process);
  }

  Process start(List<String> shell) throws IOException {
    Files.deleteIfExists(Path.of(paths().paths().logFile()));
    String loop = ControlLines.containerCommand().getLast();
    String inner = loop.substring(loop.indexOf("-c '") + 4, loop.indexOf("' $s; done"));
    // The pipe, held by descriptor 3 of everything that is started, ends when all of it has ended.
    List<String> command =
        new ArrayList<>(List.of("bash", "-c", "\"$@\" 3>&1 2>&1 | cat >/dev/null", "test"));
    command.addAll(shell);
    command.addAll(List.of("-c", profile + "; " + inner, zero(shell)));
    return new ProcessBuilder(command).redirectErrorStream(true).start();
  }

  static void write(OutputStream in, byte[]... parts) throws IOException {
    for (byte[] part : parts) {
      in.write(part);
      in.flush();
    }
  }

  String log(Process process) throws IOException, InterruptedException {
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

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  record TestPaths(ChannelPaths paths, Path scriptsPath) {
    static TestPaths in(Path dir) throws IOException {
      Path scripts = Files.createDirectories(dir.resolve("scripts"));
      Path logs = Files.createDirectories(dir.resolve("logs"));
      return new TestPaths(new ChannelPaths(scripts.toString(), logs.toString()), scripts);
    }
  }
}
