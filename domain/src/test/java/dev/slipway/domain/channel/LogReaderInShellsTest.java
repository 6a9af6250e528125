package dev.slipway.domain.channel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The command that reads the log, in the shells and with the tools that helper images have. */
// A read of what never comes ends with its process only.
@Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class LogReaderInShellsTest {
  private static final String SHELLS = "dev.slipway.domain.channel.ChannelInShells#shells";
  private static final String ONE = MarkerScanner.startLine("one") + "\nfirst\n";
  private static final String TWO = MarkerScanner.startLine("two") + "\nsecond\n";

  @TempDir Path dir;
  private final List<Process> processes = new ArrayList<>();
  private ChannelPaths paths;
  private Path log;

  @BeforeEach
  void folders() throws IOException {
    Path scripts = Files.createDirectory(dir.resolve("scripts"));
    Path logs = Files.createDirectory(dir.resolve("logs"));
    paths = new ChannelPaths(scripts.toString(), logs.toString());
    log = Path.of(paths.logFile());
    // A sign of life comes sooner so.
    command(Files.createDirectories(dir.resolve("tools")), "sleep", "/bin/sleep 0.1");
    for (String applet : List.of("tail", "head", "cat", "wc", "ls", "rm")) {
      command(
          Files.createDirectories(dir.resolve("busybox")),
          applet,
          BusyBox.path() + " " + applet + " \"$@\"");
    }
  }

  private static void command(Path folder, String name, String instead) throws IOException {
    Path file = folder.resolve(name);
    Files.writeString(file, "#!/bin/sh\nexec " + instead + "\n");
    assertThat(file.toFile().setExecutable(true)).isTrue();
  }

  @AfterEach
  void end() throws Exception {
    for (Process process : processes) {
      new ProcessBuilder("kill", "-KILL", "--", "-" + process.pid()).start().waitFor();
    }
  }

  @ParameterizedTest
  @MethodSource(SHELLS)
  void reads_from_where_it_was_to_what_comes(List<String> shell) throws Exception {
    Files.writeString(log, ONE);
    InputStream in = read(shell, ONE.indexOf("first"), Map.of("one", 0L));
    assertThat(next(in, "first\n".length())).isEqualTo("first\n");

    byte[] odd = {'a', 0, (byte) 0xff, '\r'};
    Files.write(log, odd, StandardOpenOption.APPEND);

    assertThat(in.readNBytes(odd.length)).isEqualTo(odd);
  }

  @ParameterizedTest
  @MethodSource(SHELLS)
  void goes_on_in_the_new_file_where_the_log_was_removed(List<String> shell) throws Exception {
    try (OutputStream script = Files.newOutputStream(log)) {
      InputStream in = read(shell, 0, Map.of());
      write(script, ONE);
      assertThat(next(in, ONE.length())).isEqualTo(ONE);

      Files.delete(log);
      write(script, "still of the first\n");
      assertThat(next(in, 19)).isEqualTo("still of the first\n");

      Files.writeString(log, TWO);
      assertThat(next(in, TWO.length())).isEqualTo(TWO);
      Files.writeString(log, "more\n", StandardOpenOption.APPEND);
      assertThat(next(in, 5)).isEqualTo("more\n");
    }
  }

  @ParameterizedTest
  @MethodSource(SHELLS)
  void is_opened_anew_at_the_same_byte_of_a_log_that_was_removed_before(List<String> shell)
      throws Exception {
    String all = ONE + TWO;
    for (int at = ONE.length(); at < all.length(); at++) {
      Files.deleteIfExists(log);
      Files.writeString(log, TWO);
      LogPlace place = LogPlace.after(all, at);

      assertThat(next(read(shell, place.offset(), place.starts()), all.length() - place.offset()))
          .as("cut at %d", at)
          .isEqualTo(all.substring(place.offset()));
    }
  }

  /** What a manager knows of a log of which it has read so much. */
  private record LogPlace(int offset, Map<String, Long> starts) {
    static LogPlace after(String log, int at) {
      MarkerScanner scanner = new MarkerScanner();
      scanner.expect(new ScriptTicket("one", "one", "end"));
      scanner.expect(new ScriptTicket("two", "two", "end"));
      Map<String, Long> starts = new LinkedHashMap<>();
      for (LogEvent event : scanner.feed(log.substring(0, at).getBytes(StandardCharsets.UTF_8))) {
        if (event instanceof LogEvent.Started(String word, long before)) {
          starts.put(word, before);
        }
      }
      return new LogPlace(at - scanner.giveBack().length, starts);
    }
  }

  private InputStream read(List<String> shell, long offset, Map<String, Long> starts)
      throws IOException {
    List<String> command = new ArrayList<>(List.of("setsid"));
    command.addAll(shell);
    List<String> reader = LogReaderCommand.of(paths, offset, starts, 0);
    command.addAll(reader.subList(1, reader.size()));
    ProcessBuilder builder = new ProcessBuilder(command);
    String before = shell.size() == 1 ? "" : dir.resolve("busybox") + ":";
    builder
        .environment()
        .merge("PATH", dir.resolve("tools") + ":" + before, (old, added) -> added + old);
    Process process = builder.redirectError(ProcessBuilder.Redirect.DISCARD).start();
    processes.add(process);
    return process.getInputStream();
  }

  private static void write(OutputStream out, String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.UTF_8));
    out.flush();
  }

  private static String next(InputStream in, int bytes) throws IOException {
    return new String(in.readNBytes(bytes), StandardCharsets.UTF_8);
  }
}
