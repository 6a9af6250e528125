package dev.slipway.app.flow;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.domain.channel.ChannelPaths;
import dev.slipway.domain.channel.LogPlace;
import dev.slipway.domain.channel.LogReaderCommand;
import dev.slipway.domain.channel.ScriptTicket;
import dev.slipway.domain.channel.ShellTools;
import dev.slipway.domain.pod.PodName;
import dev.slipway.ports.cluster.ContainerExec;
import dev.slipway.ports.cluster.ContainerName;
import dev.slipway.ports.cluster.ExecResult;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class LogReaderTest {
  private static final ChannelPaths PATHS = ChannelPaths.of(1, 2);

  private final BlockingQueue<Stream> streams = new LinkedBlockingQueue<>();
  private final AtomicBoolean faulty = new AtomicBoolean();
  private final ByteArrayOutputStream output = new ByteArrayOutputStream();
  private final JobSignals signals = new JobSignals();
  private final AnswerBoard answers = new AnswerBoard();
  private final LogReader reader =
      new LogReader(
          this::start,
          new ContainerName(new PodName("ci", "pod"), "helper"),
          PATHS,
          answers,
          signals,
          output::writeBytes,
          Duration.ofMillis(200));

  @AfterEach
  void close() {
    reader.close();
  }

  @Test
  @DisplayName(
      "a lost stream is read on at the byte where it was; the old one's late bytes are nothing")
  void reconnect() throws InterruptedException {
    reader.start();
    Stream first = streams.take();
    assertThat(first.command).isEqualTo(command(0, Map.of(), 0));
    first.output.stdout("hello\nwor".getBytes(UTF_8));
    first.output.stderr("probe abc head sed\nprobe cut".getBytes(UTF_8));
    first.end();
    Stream second = streams.take();
    assertThat(second.command).isEqualTo(command(9, Map.of(), "probe abc head sed\n".length()));
    first.output.stdout("late".getBytes(UTF_8));
    first.output.stderr("probe late \n".getBytes(UTF_8));
    second.output.stdout("ld\n".getBytes(UTF_8));
    second.output.stderr("probe cutoff wc\n".getBytes(UTF_8));
    assertThat(output).hasToString("hello\nworld\n");
    assertThat(answers.await("abc", Duration.ZERO)).contains(new ShellTools(Set.of("head", "sed")));
    assertThat(answers.await("cutoff", Duration.ZERO)).contains(new ShellTools(Set.of("wc")));
    assertThat(answers.await("late", Duration.ZERO)).isEmpty();
  }

  @Test
  @DisplayName(
      "markers become signals after the output before them, a cut one when it is read again; an unknown word is output")
  void markers() throws InterruptedException {
    reader.expect(new ScriptTicket("file", "word", "word"));
    reader.start();
    Stream stream = streams.take();
    stream.output.stdout("{\"script\": \"word\"}\nhi\n{\"command_exit_".getBytes(UTF_8));
    stream.end();
    Stream next = streams.take();
    String whole = "{\"script\": \"word\"}\nhi\n";
    assertThat(next.command).isEqualTo(command(whole.length(), Map.of("word", 0L), 0));
    next.output.stdout(
        "{\"command_exit_code\": 3, \"script\": \"word\"}\n{\"command_exit_code\": 0, \"script\": \"fake\"}\n"
            .getBytes(UTF_8));
    assertThat(signals.next(Duration.ZERO)).contains(new JobSignal.Started("word"));
    assertThat(signals.next(Duration.ZERO)).contains(new JobSignal.Ended("word", 3));
    assertThat(signals.next(Duration.ZERO)).isEmpty();
    assertThat(output).hasToString("hi\n{\"command_exit_code\": 0, \"script\": \"fake\"}\n");
  }

  @Test
  @DisplayName("a stream that ends because the file has another beginning says where that is")
  void otherBegin() throws InterruptedException {
    reader.start();
    Stream stream = streams.take();
    stream.output.stdout("hello\n".getBytes(UTF_8));
    stream.end.complete(new ExecResult.Exited(LogReaderCommand.OTHER_BEGIN));
    Stream next = streams.take();
    next.output.stdout("there\n".getBytes(UTF_8));
    next.end();
    assertThat(List.of(next.command, streams.take().command))
        .containsExactly(
            LogReaderCommand.of(PATHS, new LogPlace(6, Map.of(), OptionalLong.of(6)), 0),
            LogReaderCommand.of(PATHS, new LogPlace(12, Map.of(), OptionalLong.of(6)), 0));
  }

  @Test
  @DisplayName("a beat tells the scripts that have ended, and moves no offset")
  void beat() throws InterruptedException {
    reader.start();
    Stream stream = streams.take();
    stream.output.stderr("beat .exit-a .exit-b\nsh: odd\n".getBytes(UTF_8));
    assertThat(List.of(signals.next(Duration.ZERO), signals.next(Duration.ZERO)))
        .extracting(Optional::orElseThrow)
        .containsExactlyInAnyOrder(new JobSignal.EndedFile("a"), new JobSignal.EndedFile("b"));
    stream.end();
    assertThat(streams.take().command).isEqualTo(command(0, Map.of(), 0));
  }

  @Test
  @DisplayName("a stream that gives no sign of life is closed and read on where it was")
  void silence() throws InterruptedException {
    reader.start();
    Stream silent = streams.take();
    silent.output.stdout("hello\n".getBytes(UTF_8));
    Stream next = streams.take();
    assertThat(silent.end).isCompleted();
    assertThat(next.command).isEqualTo(command(6, Map.of(), 0));
    silent.output.stdout("late\n".getBytes(UTF_8));
    next.output.stdout("there\n".getBytes(UTF_8));
    assertThat(output).hasToString("hello\nthere\n");
    assertThat(reader.position()).isEqualTo(12);
  }

  @Test
  @DisplayName("a fault of the client costs a try, not the log")
  void fault() throws InterruptedException {
    faulty.set(true);
    reader.start();
    streams.take().output.stdout("hello\n".getBytes(UTF_8));
    assertThat(output).hasToString("hello\n");
  }

  private static List<String> command(long offset, Map<String, Long> starts, long answersOffset) {
    LogPlace place = new LogPlace(offset, starts, OptionalLong.empty());
    return LogReaderCommand.of(PATHS, place, answersOffset);
  }

  private ContainerExec.ExecSession start(
      ContainerName container, List<String> command, boolean stdin, ContainerExec.Output receiver) {
    if (faulty.getAndSet(false)) {
      throw new IllegalStateException("a fault");
    }
    Stream stream = new Stream(command, receiver);
    streams.add(stream);
    return stream;
  }

  /** A stream that the test feeds and ends. */
  private static final class Stream implements ContainerExec.ExecSession {
    private final List<String> command;
    private final ContainerExec.Output output;
    private final CompletableFuture<ExecResult> end = new CompletableFuture<>();

    Stream(List<String> command, ContainerExec.Output output) {
      this.command = command;
      this.output = output;
    }

    void end() {
      end.complete(new ExecResult.Lost("cut"));
    }

    @Override
    public ExecResult await() {
      return end.join();
    }

    @Override
    public boolean send(byte[] bytes) {
      return false;
    }

    @Override
    public boolean endInput() {
      return false;
    }

    @Override
    public void close() {
      end();
    }
  }
}
