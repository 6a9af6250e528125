package dev.slipway.domain.channel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The command that reads the log, in the shells and with the tools that helper images have. */
// A read of what never comes ends with its process only.
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class LogReaderInShellsTest {
  private static final String SHELLS = "dev.slipway.domain.channel.ChannelInShells#shells";
  private static final String ONE = MarkerScanner.startLine("one") + "\nfirst\n";
  private static final String TWO = MarkerScanner.startLine("two") + "\nsecond\n";
  private static final String LONG =
      IntStream.range(0, 1000).mapToObj(n -> "line " + n + "\n").collect(Collectors.joining());

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
      killGroup(process);
    }
  }

  @ParameterizedTest
  @MethodSource(SHELLS)
  void reads_from_where_it_was_to_what_comes(List<String> shell) throws Exception {
    Files.writeString(log, ONE);
    Reading reading = new Reading(shell, after(ONE, ONE.indexOf("first")));
    assertThat(reading.next("first\n".length())).isEqualTo("first\n");

    String odd = "a\0\u00e9\r";
    append(odd);

    assertThat(reading.next(5)).isEqualTo(odd);
  }

  @ParameterizedTest
  @MethodSource(SHELLS)
  void goes_on_in_the_new_file_where_the_log_was_removed(List<String> shell) throws Exception {
    try (OutputStream script = Files.newOutputStream(log)) {
      Reading reading = new Reading(shell, LogPlace.BEGIN);
      write(script, ONE);
      assertThat(reading.next(ONE.length())).isEqualTo(ONE);

      Files.delete(log);
      write(script, "still of the first\n");
      assertThat(reading.next(19)).isEqualTo("still of the first\n");

      append(TWO);
      assertThat(reading.next(TWO.length())).isEqualTo(TWO);
      append("more\n");
      assertThat(reading.next(5)).isEqualTo("more\n");
    }
  }

  @ParameterizedTest
  @MethodSource(SHELLS)
  void is_opened_anew_at_the_same_byte_of_a_log_that_was_removed_before(List<String> shell)
      throws Exception {
    String all = ONE + TWO;
    for (int at = ONE.length(); at < all.length(); at++) {
      Files.deleteIfExists(log);
      append(TWO);
      LogPlace place = after(all, at);

      assertThat(new Reading(shell, place).next(all.length() - (int) place.offset()))
          .as("cut at %d", at)
          .isEqualTo(all.substring((int) place.offset()));
    }
  }

  @ParameterizedTest
  @MethodSource(SHELLS)
  void goes_on_at_the_begin_of_a_log_that_was_emptied(List<String> shell) throws Exception {
    append(ONE + LONG);
    Reading reading = new Reading(shell, after(ONE, ONE.length()));
    assertThat(reading.next(LONG.length())).isEqualTo(LONG);

    empty();
    append("after\n");
    assertThat(reading.next(6)).isEqualTo("after\n");
    append("more\n");
    assertThat(reading.next(5)).isEqualTo("more\n");

    reading.open();
    append("last\n");
    assertThat(reading.next(5)).as("after a cut").isEqualTo("last\n");

    reading.end();
    empty();
    append("next\n");
    reading.open();
    assertThat(reading.next(5)).as("emptied while nobody read it").isEqualTo("next\n");
  }

  // What came between is there once more: more than it has nobody knows of.
  @ParameterizedTest
  @MethodSource(SHELLS)
  void loses_nothing_of_a_log_that_was_emptied_and_has_grown_past_where_it_was(List<String> shell)
      throws Exception {
    append(ONE);
    Reading reading = new Reading(shell, after(ONE, ONE.length()));
    reading.awaitBeats();

    Files.writeString(log, LONG);

    StringBuilder all = new StringBuilder();
    while (!all.toString().endsWith(LONG)) {
      all.append(reading.next(1));
    }
    // Any piece of it: the reader may find out while the log is written or while it is read.
    assertThat(LONG).contains(all.substring(0, all.length() - LONG.length()));
  }

  @ParameterizedTest
  @MethodSource(SHELLS)
  void goes_on_where_it_was_in_a_log_that_only_seemed_to_be_emptied(List<String> shell)
      throws Exception {
    append(ONE + "rest");
    LogPlace known = after(ONE, ONE.length());
    LogPlace seemed = new LogPlace(known.offset(), known.starts(), OptionalLong.of(known.offset()));

    assertThat(new Reading(shell, seemed).next(4)).isEqualTo("rest");
  }

  /** What a manager knows of a log of which it has read so much. */
  private static LogPlace after(String log, int at) {
    MarkerScanner scanner = new MarkerScanner();
    scanner.expect(new ScriptTicket("one", "one", "end"));
    scanner.expect(new ScriptTicket("two", "two", "end"));
    Map<String, Long> starts = new LinkedHashMap<>();
    for (LogEvent event : scanner.feed(log.substring(0, at).getBytes(StandardCharsets.UTF_8))) {
      if (event instanceof LogEvent.Started(String word, long before)) {
        starts.put(word, before);
      }
    }
    return new LogPlace(at - scanner.giveBack().length, starts, OptionalLong.empty());
  }

  /** Reads on where the command says that the log has another beginning. */
  private final class Reading {
    private final List<String> shell;
    private LogPlace place;
    private Process process;

    Reading(List<String> shell, LogPlace place) throws IOException {
      this.shell = shell;
      this.place = place;
      process = start(shell, place);
    }

    void open() throws IOException {
      process = start(shell, place);
    }

    String next(int bytes) throws Exception {
      ByteArrayOutputStream all = new ByteArrayOutputStream();
      while (all.size() < bytes) {
        byte[] some = process.getInputStream().readNBytes(bytes - all.size());
        all.writeBytes(some);
        place = new LogPlace(place.offset() + some.length, place.starts(), place.emptied());
        if (all.size() < bytes) {
          assertThat(process.waitFor()).isEqualTo(LogReaderCommand.OTHER_BEGIN);
          place = new LogPlace(place.offset(), place.starts(), OptionalLong.of(place.offset()));
          open();
        }
      }
      return all.toString(StandardCharsets.UTF_8);
    }

    // By then GNU's tail has nothing to warn of any more.
    void awaitBeats() throws IOException {
      BufferedReader errors = process.errorReader();
      for (int beats = 0; beats < 5; ) {
        beats += errors.readLine().startsWith("beat") ? 1 : 0;
      }
    }

    void end() throws Exception {
      killGroup(process);
      process.waitFor();
    }
  }

  private Process start(List<String> shell, LogPlace place) throws IOException {
    List<String> command = new ArrayList<>(List.of("setsid"));
    command.addAll(shell);
    command.add("-c");
    // A sign of life comes sooner so, and what tail warns of at its start is over sooner.
    command.add(
        LogReaderCommand.of(paths, place, 0).getLast().replaceAll("sleep [15]\\b", "sleep 0.1"));
    ProcessBuilder builder = new ProcessBuilder(command);
    if (shell.size() > 1) {
      builder
          .environment()
          .merge("PATH", dir.resolve("busybox") + ":", (old, added) -> added + old);
    }
    Process process = builder.start();
    processes.add(process);
    return process;
  }

  private static void killGroup(Process process) throws Exception {
    new ProcessBuilder("kill", "-KILL", "--", "-" + process.pid()).start().waitFor();
  }

  private void append(String text) throws IOException {
    Files.writeString(log, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  private void empty() throws IOException {
    Files.writeString(log, "");
  }

  private static void write(OutputStream out, String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.UTF_8));
    out.flush();
  }
}
