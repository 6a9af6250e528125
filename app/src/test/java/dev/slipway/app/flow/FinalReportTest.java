package dev.slipway.app.flow;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.domain.failure.Failure;
import dev.slipway.domain.failure.FailureReason;
import dev.slipway.domain.job.JobOutcome;
import dev.slipway.ports.gitlab.JobReporter.JobCredentials;
import dev.slipway.ports.gitlab.JobReporter.JobUpdate;
import dev.slipway.ports.gitlab.JobReporter.UpdateAnswer;
import dev.slipway.ports.gitlab.ServerWish;
import dev.slipway.ports.gitlab.TraceSink.TraceAnswer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class FinalReportTest {
  private static final JobCredentials JOB = new JobCredentials(1, "token");
  private static final ServerWish NOTHING = ServerWish.NONE;
  private static final UpdateAnswer ACCEPTED = new UpdateAnswer.Accepted(NOTHING);
  private static final UpdateAnswer FAILED = new UpdateAnswer.Failed("500", NOTHING);

  private final Deque<UpdateAnswer> updateAnswers = new ArrayDeque<>();
  private final Deque<TraceAnswer> traceAnswers = new ArrayDeque<>();
  private final List<JobUpdate> updates = new ArrayList<>();
  private final List<String> patches = new ArrayList<>();
  private final List<Duration> rests = new ArrayList<>();
  private final JobSignals signals = new JobSignals();
  private final TraceSpool spool = new TraceSpool();
  private final TraceStream trace =
      new TraceStream(
          (_, offset, bytes, _) -> append(offset, bytes),
          (_, update) -> update(update),
          JOB,
          spool,
          () -> new JobUpdate.Output(0, 0),
          signals,
          false);

  @AfterEach
  void close() {
    spool.close();
  }

  @Test
  @DisplayName("the rest of the log comes first, then the outcome")
  void order() throws InterruptedException {
    write("hello");
    assertThat(report(new JobOutcome.Passed())).isTrue();
    assertThat(patches).containsExactly("0 hello");
    assertThat(updates)
        .singleElement()
        .satisfies(
            update -> {
              assertThat(update.state()).isEqualTo(JobUpdate.State.SUCCESS);
              assertThat(update.failureReason()).isEmpty();
              assertThat(update.exitCode()).isEmpty();
              assertThat(update.output()).contains(new JobUpdate.Output(7, 5));
            });
    assertThat(rests).isEmpty();
  }

  @Test
  @DisplayName("a script's exit code is told, a reason that the server does not know is replaced")
  void outcomes() throws InterruptedException {
    assertThat(report(JobOutcome.scriptFailed(3))).isTrue();
    assertThat(updates.getLast().exitCode()).hasValue(3);
    assertThat(updates.getLast().failureReason()).contains(FailureReason.SCRIPT_FAILURE);
    report(new JobOutcome.Broken(new Failure.RunnerStopped("terminated")));
    assertThat(updates.getLast().failureReason()).contains(FailureReason.UNKNOWN_FAILURE);
  }

  @Test
  @DisplayName("416: it goes on where the server is")
  void rewind() throws InterruptedException {
    write("hello");
    traceAnswers.add(new TraceAnswer.Rewind(3, NOTHING));
    assertThat(report(new JobOutcome.Passed())).isTrue();
    assertThat(patches).containsExactly("0 hello", "3 lo");
    assertThat(rests).containsExactly(TraceStream.FIRST_INTERVAL);
  }

  @Test
  @DisplayName("416 with more than was written: all is sent again")
  void rewindBeyondTheEnd() throws InterruptedException {
    write("hello");
    traceAnswers.add(new TraceAnswer.Rewind(99, NOTHING));
    assertThat(report(new JobOutcome.Passed())).isTrue();
    assertThat(patches).containsExactly("0 hello", "0 hello");
  }

  @Test
  @DisplayName("412: the whole log is sent again")
  void mismatch() throws InterruptedException {
    write("hello");
    updateAnswers.add(new UpdateAnswer.TraceMismatch(NOTHING));
    assertThat(report(new JobOutcome.Passed())).isTrue();
    assertThat(patches).containsExactly("0 hello", "0 hello");
    assertThat(updates).hasSize(2);
  }

  @Test
  @DisplayName("a server that never agrees with the log is told the end without it, then given up")
  void neverAgrees() throws InterruptedException {
    write("hello");
    for (int i = 0; i < 50; i++) {
      updateAnswers.add(new UpdateAnswer.TraceMismatch(NOTHING));
    }
    assertThat(report(new JobOutcome.Passed())).isFalse();
    assertThat(updates).hasSize(7);
    assertThat(updates.subList(4, 7)).allMatch(update -> update.output().isEmpty());
  }

  @Test
  @DisplayName("a server that always wants other bytes is told the end without them")
  void alwaysRewinds() throws InterruptedException {
    write("hello");
    for (int i = 0; i < 50; i++) {
      traceAnswers.add(
          new TraceAnswer.Rewind(0, new ServerWish(false, Optional.of(Duration.ofSeconds(1)))));
    }
    assertThat(report(JobOutcome.scriptFailed(3))).isTrue();
    assertThat(patches).hasSize(4);
    // longer each time, as a server in trouble may say so for a while; none behind the last try
    assertThat(rests)
        .containsExactly(Duration.ofSeconds(1), Duration.ofSeconds(1), Duration.ofSeconds(2));
    assertToldWithoutLog();
  }

  private void assertToldWithoutLog() {
    assertThat(updates)
        .singleElement()
        .satisfies(
            update -> {
              assertThat(update.state()).isEqualTo(JobUpdate.State.FAILED);
              assertThat(update.exitCode()).hasValue(3);
              assertThat(update.output()).isEmpty();
            });
  }

  @Test
  @DisplayName("202: asked again after the interval that the server wishes, as often as it wishes")
  void notYet() throws InterruptedException {
    ServerWish slow = new ServerWish(false, Optional.of(Duration.ofSeconds(9)));
    for (int i = 0; i < 5; i++) {
      updateAnswers.add(new UpdateAnswer.NotYet(slow));
    }
    assertThat(report(new JobOutcome.Passed())).isTrue();
    assertThat(updates).hasSize(6);
    assertThat(rests).hasSize(5).containsOnly(Duration.ofSeconds(9));
  }

  @Test
  @DisplayName("failures are bounded, of updates and of the log, with doubling pauses between")
  void failures() throws InterruptedException {
    updateAnswers.addAll(List.of(FAILED, FAILED));
    assertThat(report(new JobOutcome.Passed())).isTrue();
    assertThat(rests).containsExactly(Duration.ofSeconds(1), Duration.ofSeconds(2));
    updates.clear();
    updateAnswers.addAll(List.of(FAILED, FAILED, FAILED, FAILED));
    assertThat(report(new JobOutcome.Passed())).isFalse();
    assertThat(updates).hasSize(3);
    updateAnswers.clear();
    updates.clear();
    write("hello");
    for (int i = 0; i < 3; i++) {
      traceAnswers.add(new TraceAnswer.Failed("500", NOTHING));
    }
    assertThat(report(JobOutcome.scriptFailed(3))).isTrue();
    assertToldWithoutLog();
  }

  @Test
  @DisplayName("403: the job is gone, and that is an answer for good")
  void gone() throws InterruptedException {
    updateAnswers.add(new UpdateAnswer.JobGone("403"));
    assertThat(report(new JobOutcome.Passed())).isTrue();
    write("hello");
    traceAnswers.add(new TraceAnswer.JobGone("403"));
    updates.clear();
    assertThat(report(new JobOutcome.Passed())).isTrue();
    assertThat(updates).isEmpty();
    assertThat(trace.isGone()).isTrue();
    assertThat(signals.next(Duration.ZERO))
        .contains(new JobSignal.StopAsked(new Stop.JobTaken("403")));
  }

  @Test
  @DisplayName("404 to the log: the end is told at once, and what GitLab answers to it counts")
  void logNotFound() throws InterruptedException {
    write("hello");
    traceAnswers.add(new TraceAnswer.NotFound(NOTHING));
    traceAnswers.add(new TraceAnswer.NotFound(NOTHING));
    updateAnswers.addAll(List.of(FAILED, new UpdateAnswer.JobGone("404")));
    assertThat(report(new JobOutcome.Passed())).isTrue();
    assertThat(updates).hasSize(2);
    assertThat(rests).containsExactly(Duration.ofSeconds(1));
  }

  @Test
  @DisplayName("a log that cannot be read back does not keep the end from GitLab")
  void logNotReadable() throws InterruptedException {
    write("hello");
    spool.close();
    assertThat(report(JobOutcome.scriptFailed(3))).isTrue();
    assertThat(patches).isEmpty();
    assertToldWithoutLog();
  }

  @Test
  @DisplayName("a wish to cancel is told once, a wish for an interval is bounded")
  void wishes() throws InterruptedException {
    ServerWish wish = new ServerWish(true, Optional.of(Duration.ofDays(1)));
    trace.heed(wish);
    trace.heed(wish);
    assertThat(trace.interval()).isEqualTo(Duration.ofMinutes(15));
    assertThat(signals.next(Duration.ZERO))
        .contains(new JobSignal.StopAsked(new Stop.CancelScript()));
    assertThat(signals.next(Duration.ZERO)).isEmpty();
  }

  private boolean report(JobOutcome outcome) throws InterruptedException {
    return new FinalReport((_, update) -> update(update), 3, rests::add)
        .report(JOB, outcome, Set.of("unknown_failure"), trace, new JobUpdate.Output(7, 5));
  }

  private void write(String text) {
    byte[] bytes = text.getBytes(UTF_8);
    spool.write(bytes, 0, bytes.length);
  }

  private UpdateAnswer update(JobUpdate update) {
    updates.add(update);
    UpdateAnswer answer = updateAnswers.poll();
    return answer == null ? ACCEPTED : answer;
  }

  private TraceAnswer append(long offset, byte[] bytes) {
    patches.add(offset + " " + new String(bytes, UTF_8));
    TraceAnswer answer = traceAnswers.poll();
    return answer == null ? new TraceAnswer.Appended(offset + bytes.length, NOTHING) : answer;
  }
}
