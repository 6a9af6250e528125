package dev.slipway.app.flow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.domain.assembly.JobPlanner;
import dev.slipway.domain.failure.FailureException;
import dev.slipway.domain.job.ClaimedJob;
import dev.slipway.domain.job.JobOutcome;
import dev.slipway.domain.job.LiveJob;
import dev.slipway.domain.job.PlannedJob;
import dev.slipway.domain.pull.PullLadder;
import dev.slipway.domain.script.GeneratedScript;
import dev.slipway.domain.stage.Stage;
import dev.slipway.domain.variable.Variable;
import dev.slipway.ports.cache.CacheStore;
import dev.slipway.ports.gitlab.JobPayloads;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
@DisplayName("The stages of a job")
class JobStagesTest {
  private static final StageRun OK = new StageRun.Ran(0);
  private static final StageRun FAILED = new StageRun.Ran(1);
  private static final StageRun CANCELED = new StageRun.Canceled();
  private static final StageRun STOPPED =
      new StageRun.Stopped(new Stop.JobTaken("GitLab took the job back"));

  private final Deque<StageRun> ends = new ArrayDeque<>();
  private final Deque<Optional<StageRun>> pauseEnds = new ArrayDeque<>();
  private final List<String> ran = new ArrayList<>();

  @Test
  @DisplayName("get the sources as often as the job wants, after a clean-up before the second try")
  void attempts() throws Exception {
    ends.addAll(List.of(OK, FAILED, OK, FAILED, OK, OK, OK));

    assertThat(run()).isInstanceOf(JobOutcome.Passed.class);
    assertThat(ran)
        .containsExactly(
            "prepare_script",
            "get_sources",
            "pause",
            "clear_worktree",
            "get_sources",
            "pause",
            "get_sources",
            "step_script",
            "cleanup_file_variables");
  }

  @Test
  @DisplayName("fail with the last try, and only the clean-up follows")
  void noSources() throws Exception {
    ends.addAll(List.of(OK, FAILED, FAILED, FAILED, OK));

    assertThat(run()).isEqualTo(JobOutcome.scriptFailed(1));
    assertThat(ran)
        .containsExactly(
            "prepare_script",
            "get_sources",
            "pause",
            "clear_worktree",
            "pause",
            "get_sources",
            "cleanup_file_variables");
  }

  @Test
  @DisplayName("hear a cancel between two tries: nothing is tried again")
  void canceledInPause() throws Exception {
    ends.addAll(List.of(OK, FAILED, OK));
    pauseEnds.add(Optional.of(CANCELED));

    assertThat(run()).isInstanceOf(JobOutcome.Canceled.class);
    assertThat(ran)
        .containsExactly("prepare_script", "get_sources", "pause", "cleanup_file_variables");
  }

  @Test
  @DisplayName("hear a cancel while the work tree is cleared: nothing is tried again")
  void canceledInClearWorktree() throws Exception {
    ends.addAll(List.of(OK, FAILED, CANCELED, OK));

    assertThat(run()).isInstanceOf(JobOutcome.Canceled.class);
    assertThat(ran)
        .containsExactly(
            "prepare_script", "get_sources", "pause", "clear_worktree", "cleanup_file_variables");
  }

  @Test
  @DisplayName("end at once where GitLab takes the job back between two tries or in one")
  void taken() throws Exception {
    ends.addAll(List.of(OK, FAILED));
    pauseEnds.add(Optional.of(STOPPED));
    assertThat(run()).isInstanceOf(JobOutcome.Broken.class);
    assertThat(ran).last().isEqualTo("pause");

    ends.addAll(List.of(OK, FAILED, STOPPED));
    assertThat(run()).isInstanceOf(JobOutcome.Broken.class);
    assertThat(ran).last().isEqualTo("clear_worktree");
  }

  @Test
  @DisplayName("clean up, too, where the time is up while the sources are got: they hold the token")
  void lateSources() throws Exception {
    ends.addAll(List.of(OK, new StageRun.TimedOut(), OK));

    assertThat(run()).isInstanceOf(JobOutcome.TimedOut.class);
    assertThat(ran).containsExactly("prepare_script", "get_sources", "cleanup_file_variables");
  }

  private JobOutcome run() throws FailureException, InterruptedException {
    List<Variable> variables =
        List.of(new Variable("GET_SOURCES_ATTEMPTS", "3", true, false, false, false, false));
    ClaimedJob claimed = FlowBench.claimed(JobPayloads.script(1, "token", variables, "true"));
    PlannedJob planned =
        JobPlanner.plan(claimed, JobPlanner.basis(claimed), "suffix00", PullLadder.FRESH);
    try (TraceSpool spool = new TraceSpool()) {
      JobLog log = FlowBench.log(spool);
      InstantSource clock = InstantSource.fixed(claimed.claimedAt());
      return new JobStages(
              new LiveJob(planned, "uid"),
              new Recorded(),
              CacheStore.NONE,
              log,
              clock,
              new JobDeadlines(claimed, claimed.claimedAt()))
          .run();
    }
  }

  /** Runs nothing: writes down what was asked for, and ends as the test says. */
  private final class Recorded implements ScriptRunner {
    @Override
    public StageRun run(
        Stage stage, GeneratedScript script, Instant deadline, boolean obeysCancel) {
      ran.add(stage.id());
      return ends.remove();
    }

    @Override
    public Optional<StageRun> pause(Duration length, Instant deadline, boolean obeysCancel) {
      ran.add("pause");
      return pauseEnds.isEmpty() ? Optional.empty() : pauseEnds.remove();
    }
  }
}
