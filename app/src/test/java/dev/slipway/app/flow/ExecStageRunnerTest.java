package dev.slipway.app.flow;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.domain.assembly.JobPlanner;
import dev.slipway.domain.failure.Failure;
import dev.slipway.domain.failure.FailureException;
import dev.slipway.domain.failure.FailureReason;
import dev.slipway.domain.job.ClaimedJob;
import dev.slipway.domain.job.LiveJob;
import dev.slipway.domain.job.PlannedJob;
import dev.slipway.domain.pull.PullLadder;
import dev.slipway.domain.script.GeneratedScript;
import dev.slipway.domain.stage.Stage;
import dev.slipway.ports.cluster.ContainerExec;
import dev.slipway.ports.cluster.ContainerName;
import dev.slipway.ports.cluster.ExecResult;
import dev.slipway.ports.gitlab.JobPayloads;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(60)
@DisplayName("A script that is run by an exec of its own")
class ExecStageRunnerTest {
  private static final GeneratedScript SCRIPT = new GeneratedScript("echo hi", List.of());
  private final Deque<ExecResult> results = new ArrayDeque<>();
  private final Queue<String> sent = new ConcurrentLinkedQueue<>();
  private final JobSignals signals = new JobSignals();

  private static final ExecResult OPEN = new ExecResult.Lost("stays open");
  private static final Duration NEVER = Duration.ofDays(1);
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Queue<String> looks = new ConcurrentLinkedQueue<>();
  private Duration silence = NEVER;
  private Duration podWait = Duration.ofMillis(10);
  private ContainerExec.@Nullable Output output;
  private int marked = -1;

  @Test
  @DisplayName("ends with the code of its stream, having been sent whole")
  void code() throws Exception {
    results.add(new ExecResult.Exited(7));

    assertThat(run()).isEqualTo(new StageRun.Ran(7));
    assertThat(sent).containsExactly("set --\necho hi\nexit 0\n");
  }

  @Test
  @DisplayName("whose stream ends without a status fails the job, and is not sent again")
  void lost() {
    results.add(new ExecResult.Lost("connection reset"));

    assertThatThrownBy(this::run)
        .isInstanceOfSatisfying(
            FailureException.class,
            e -> {
              assertThat(e.failure().text())
                  .startsWith(
                      "running stage get_sources in container helper: it is not known how the script ended: ")
                  .contains("connection reset");
              assertThat(e.failure().reason()).isEqualTo(FailureReason.RUNNER_SYSTEM_FAILURE);
            });
    assertThat(sent).hasSize(1);
  }

  @Test
  @DisplayName("that did not reach the cluster is sent again, and the log says why it waits")
  void unreached() throws Exception {
    for (int i = 0; i < 6; i++) {
      results.add(new ExecResult.Unreached("connection refused"));
    }
    results.add(new ExecResult.Exited(1));
    try (TraceSpool spool = new TraceSpool();
        ExecStageRunner runner = runner(spool)) {
      assertThat(run(runner)).isEqualTo(new StageRun.Ran(1));
      assertThat(new String(spool.read(0, 1000), StandardCharsets.UTF_8))
          .containsOnlyOnce("The Kubernetes API is not available (connection refused)");
    }
    assertThat(results).isEmpty();
  }

  @Test
  @DisplayName("that a busy server refused is sent again; another refusal fails the job")
  void refused() throws Exception {
    results.add(new ExecResult.Refused(503, "Busy", "try later"));
    results.add(new ExecResult.Exited(1));
    assertThat(run()).isEqualTo(new StageRun.Ran(1));
    assertThat(sent).hasSize(2);

    results.add(new ExecResult.Refused(403, "Forbidden", "no exec for you"));
    assertThatThrownBy(this::run)
        .isInstanceOfSatisfying(
            FailureException.class,
            e -> assertThat(e.failure().text()).endsWith("no exec for you"));
  }

  @Test
  @DisplayName("a failure that only one of status and end marker tells is a failure")
  void disagreement() throws Exception {
    results.add(new ExecResult.Exited(0));
    marked = 4;
    assertThat(run()).isEqualTo(new StageRun.Ran(4));

    results.add(new ExecResult.Exited(137));
    marked = 0;
    assertThat(run()).isEqualTo(new StageRun.Ran(137));
  }

  @ParameterizedTest
  @MethodSource
  @DisplayName("whose pod ended fails by what the pod says, though the stream said something first")
  void podTells(ExecResult result) {
    marked = result instanceof ExecResult.Exited(int code) ? code : -1;
    results.add(result);
    podWait = NEVER;
    signals.tell(new JobSignal.PodGone("other"));
    signals.tell(new JobSignal.PodGone("uid"));
    assertThatThrownBy(this::run)
        .isInstanceOfSatisfying(
            FailureException.class,
            e -> assertThat(e.failure()).isInstanceOf(Failure.PodLost.class));
  }

  static List<ExecResult> podTells() {
    return List.of(new ExecResult.Lost("connection reset"), new ExecResult.Exited(137));
  }

  @Test
  @DisplayName("is no success that only the cluster tells of")
  void unconfirmed() throws Exception {
    results.add(new ExecResult.Exited(0));
    assertThatThrownBy(this::run)
        .isInstanceOfSatisfying(
            FailureException.class,
            e -> assertThat(e.failure().text()).contains("the script itself did not say so"));

    results.add(new ExecResult.Exited(0));
    marked = 0;
    assertThat(run()).isEqualTo(new StageRun.Ran(0));
  }

  @Test
  @DisplayName("whose end marker came ended with its code, whatever became of the stream")
  void lostAfterTheEnd() throws Exception {
    results.add(new ExecResult.Lost("connection reset"));
    marked = 3;
    assertThat(run()).isEqualTo(new StageRun.Ran(3));
  }

  @Test
  @DisplayName(
      "ends when it says so, though a process of it holds the stream; that goes to the log")
  void leavesAProcess() throws Exception {
    results.add(OPEN);
    marked = 3;
    try (TraceSpool spool = new TraceSpool()) {
      try (ExecStageRunner runner = runner(spool)) {
        assertThat(run(runner)).isEqualTo(new StageRun.Ran(3));
        requireNonNull(output).stdout("said later\n".getBytes(StandardCharsets.UTF_8));
      }
      closed.await();
      requireNonNull(output).stdout("said too late\n".getBytes(StandardCharsets.UTF_8));
      assertThat(new String(spool.read(0, 1000), StandardCharsets.UTF_8)).isEqualTo("said later\n");
    }
  }

  @Test
  @DisplayName("whose stream is silent is looked for; when it is gone, nobody knows how it ended")
  void silent() {
    results.add(OPEN);
    silence = Duration.ofMillis(20);
    looks.addAll(List.of("there", "gone", "blind", "", "gone", "gone"));

    assertThatThrownBy(this::run)
        .isInstanceOfSatisfying(
            FailureException.class,
            e ->
                assertThat(e.failure().text())
                    .contains("nothing came over the stream any more, and the script is gone"));
    assertThat(looks).isEmpty();
  }

  @Test
  @DisplayName("is not needed to hear a cancel, a stop, the end of the time or of the pod")
  void pauses() throws Exception {
    Instant later = Instant.now().plusSeconds(3600);
    try (TraceSpool spool = new TraceSpool();
        ExecStageRunner runner = runner(spool)) {
      assertThat(runner.pause(Duration.ofMillis(1), later, true)).isEmpty();

      signals.tell(new JobSignal.StopAsked(new Stop.CancelScript()));
      assertThat(runner.pause(NEVER, later, true)).contains(new StageRun.Canceled());

      Stop stop = new Stop.ManagerStops("terminated");
      signals.tell(new JobSignal.StopAsked(stop));
      assertThat(runner.pause(NEVER, later, true)).contains(new StageRun.Stopped(stop));

      assertThat(runner.pause(NEVER, Instant.now(), true)).contains(new StageRun.TimedOut());

      signals.tell(new JobSignal.PodGone("uid"));
      assertThatThrownBy(() -> runner.pause(NEVER, later, true))
          .isInstanceOf(FailureException.class);
    }
  }

  private StageRun run() throws FailureException, InterruptedException {
    try (TraceSpool spool = new TraceSpool();
        ExecStageRunner runner = runner(spool)) {
      return run(runner);
    }
  }

  private static StageRun run(ExecStageRunner runner)
      throws FailureException, InterruptedException {
    return runner.run(Stage.GET_SOURCES, SCRIPT, Instant.now().plusSeconds(3600), true);
  }

  private ExecStageRunner runner(TraceSpool spool) throws FailureException {
    ClaimedJob claimed = FlowBench.claimed(JobPayloads.script(1, "token", "true"));
    PlannedJob planned =
        JobPlanner.plan(claimed, JobPlanner.basis(claimed), "suffix00", PullLadder.FRESH);
    PodHearing pod =
        new PodHearing(
            new LiveJob(planned, "uid"), PodReadiness.judge(planned), InstantSource.system());
    JobLog log = FlowBench.log(spool);
    ExecStageRunner.Limits limits =
        new ExecStageRunner.Limits(Duration.ofMillis(10), silence, podWait);
    return new ExecStageRunner(pod, this::start, signals, log, new Nonces(), limits);
  }

  private ContainerExec.ExecSession start(
      ContainerName container, List<String> command, boolean stdin, ContainerExec.Output to) {
    if (!stdin) {
      to.stdout((looks.remove() + "\n").getBytes(StandardCharsets.UTF_8));
      return session(new ExecResult.Exited(0));
    }
    output = to;
    ExecResult result = results.remove();
    if (marked >= 0) {
      String word = String.join(" ", command).replaceFirst("(?s).*\"script\": \"(\\w+)\".*", "$1");
      to.stdout(
          ("{\"command_exit_code\": " + marked + ", \"script\": \"" + word + "\"}\n")
              .getBytes(StandardCharsets.UTF_8));
    }
    return session(result);
  }

  private ContainerExec.ExecSession session(ExecResult result) {
    return new ContainerExec.ExecSession() {
      @Override
      public ExecResult await() throws InterruptedException {
        if (result.equals(OPEN)) {
          closed.await();
        }
        return result;
      }

      @Override
      public boolean send(byte[] bytes) {
        return sent.add(new String(bytes, StandardCharsets.UTF_8));
      }

      @Override
      public boolean endInput() {
        return true;
      }

      @Override
      public void close() {
        if (result.equals(OPEN)) {
          closed.countDown();
        }
      }
    };
  }
}
