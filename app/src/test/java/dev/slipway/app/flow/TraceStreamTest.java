package dev.slipway.app.flow;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.ports.gitlab.JobReporter.JobCredentials;
import dev.slipway.ports.gitlab.JobReporter.JobUpdate;
import dev.slipway.ports.gitlab.JobReporter.UpdateAnswer;
import dev.slipway.ports.gitlab.ServerWish;
import dev.slipway.ports.gitlab.TraceSink.TraceAnswer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class TraceStreamTest {
  private static final ServerWish QUICK = new ServerWish(false, Optional.of(Duration.ofMillis(10)));
  private static final ServerWish CANCEL = new ServerWish(true, Optional.empty());

  private final Deque<TraceAnswer> answers = new ArrayDeque<>();
  private final BlockingQueue<String> patches = new LinkedBlockingQueue<>();
  private final BlockingQueue<JobUpdate> updates = new LinkedBlockingQueue<>();
  private final JobSignals signals = new JobSignals();
  private final TraceSpool spool = new TraceSpool();
  private final TraceStream stream =
      new TraceStream(
          (_, offset, bytes, _) -> append(offset, bytes),
          (_, update) -> {
            updates.add(update);
            return new UpdateAnswer.Accepted(ServerWish.NONE);
          },
          new JobCredentials(1, "token"),
          spool,
          () -> new JobUpdate.Output(7, 5),
          signals,
          false);
  private boolean faulty;

  @AfterEach
  void close() {
    stream.close();
    spool.close();
  }

  @Test
  @DisplayName("what grows is sent piece by piece, a silent job gives a sign of life")
  void grows() throws InterruptedException {
    begin("hello");
    assertThat(patches.take()).isEqualTo("0 hello");
    assertThat(updates.take().state()).isEqualTo(JobUpdate.State.RUNNING);
    write(" there");
    stream.more();
    assertThat(patches.take()).isEqualTo("5  there");
  }

  @Test
  @DisplayName("416 goes back to where the server is, a failure and a fault are tried again")
  void troubles() throws InterruptedException {
    answers.add(new TraceAnswer.Rewind(3, ServerWish.NONE));
    answers.add(new TraceAnswer.Failed("500", ServerWish.NONE));
    answers.add(new TraceAnswer.NotFound(ServerWish.NONE));
    faulty = true;
    begin("hello");
    assertThat(patches.take()).isEqualTo("0 hello");
    assertThat(patches.take()).isEqualTo("0 hello");
    assertThat(patches.take()).isEqualTo("3 lo");
    assertThat(patches.take()).isEqualTo("3 lo");
    assertThat(patches.take()).isEqualTo("3 lo");
  }

  @Test
  @DisplayName("a cancel is told once, the end of the job ends the sending")
  void stops() throws InterruptedException {
    answers.add(new TraceAnswer.Rewind(0, CANCEL));
    answers.add(new TraceAnswer.Rewind(0, CANCEL));
    answers.add(new TraceAnswer.JobGone("403"));
    begin("hello");
    assertThat(signals.next(Duration.ofMinutes(1)))
        .contains(new JobSignal.StopAsked(new Stop.CancelScript()));
    assertThat(signals.next(Duration.ofMinutes(1)))
        .contains(new JobSignal.StopAsked(new Stop.JobTaken("403")));
    stream.close();
    assertThat(stream.isGone()).isTrue();
    assertThat(patches).hasSize(3);
  }

  private void begin(String text) {
    write(text);
    stream.heed(QUICK);
    stream.start();
  }

  private void write(String text) {
    byte[] bytes = text.getBytes(UTF_8);
    spool.write(bytes, 0, bytes.length);
  }

  private TraceAnswer append(long offset, byte[] bytes) {
    patches.add(offset + " " + new String(bytes, UTF_8));
    if (faulty) {
      faulty = false;
      throw new IllegalStateException("a fault");
    }
    TraceAnswer answer = answers.poll();
    return answer == null ? new TraceAnswer.Appended(offset + bytes.length, QUICK) : answer;
  }
}
