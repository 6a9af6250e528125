package dev.slipway.app.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.domain.assembly.JobPlanner;
import dev.slipway.domain.failure.Failure;
import dev.slipway.domain.failure.FailureException;
import dev.slipway.domain.job.ClaimedJob;
import dev.slipway.domain.job.LiveJob;
import dev.slipway.domain.job.PlannedJob;
import dev.slipway.domain.pull.PullLadder;
import dev.slipway.ports.gitlab.JobPayloads;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The end of a script")
class ScriptEndingTest {
  private static final Instant BEGIN = Instant.parse("2026-01-02T03:04:05Z");
  private static final Duration POD_TELLS = Duration.ofSeconds(3);

  private final List<String> kills = new ArrayList<>();
  private Instant now = BEGIN;

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 127, 128})
  @DisplayName("by itself is its code's, at once")
  void itself(int code) throws FailureException {
    assertThat(ending().ended(code, POD_TELLS)).contains(new StageRun.Ran(code));
  }

  @Test
  @DisplayName("by a signal is the code's once the pod had time to tell of more")
  void killed() throws FailureException {
    ScriptEnding ending = ending();
    assertThat(ending.ended(137, POD_TELLS)).isEmpty();
    assertThat(ending.isLeftToPod()).isTrue();
    assertThat(ending.nextLimit()).isEqualTo(BEGIN.plus(POD_TELLS));
    now = BEGIN.plusSeconds(1);
    assertThat(ending.limitReached(now)).isEmpty();
    now = BEGIN.plus(POD_TELLS);
    assertThat(ending.limitReached(now)).contains(new StageRun.Ran(137));
    assertThat(kills).isEmpty();
  }

  @Test
  @DisplayName("together with its pod is the pod's")
  void podGone() throws FailureException {
    ScriptEnding ending = ending();
    assertThat(ending.ended(137, POD_TELLS)).isEmpty();
    assertThat(ending.heard(new JobSignal.PodGone("other"))).isEmpty();
    assertThatThrownBy(() -> ending.heard(new JobSignal.PodGone("uid")))
        .isInstanceOfSatisfying(
            FailureException.class,
            e -> assertThat(e.failure()).isInstanceOf(Failure.PodLost.class));
  }

  @Test
  @DisplayName("that a cancel brought is the cancel's, by whatever signal")
  void canceled() throws FailureException {
    ScriptEnding ending = ending();
    assertThat(ending.heard(new JobSignal.StopAsked(new Stop.CancelScript()))).isEmpty();
    assertThat(kills).containsExactly("TERM");
    assertThat(ending.ended(143, POD_TELLS).map(ending::over)).contains(new StageRun.Canceled());
  }

  private ScriptEnding ending() throws FailureException {
    ClaimedJob claimed = FlowBench.claimed(JobPayloads.script(1, "token", "true"));
    PlannedJob planned =
        JobPlanner.plan(claimed, JobPlanner.basis(claimed), "suffix00", PullLadder.FRESH);
    PodHearing pod =
        new PodHearing(new LiveJob(planned, "uid"), PodReadiness.judge(planned), () -> now);
    return new ScriptEnding(pod, BEGIN.plusSeconds(3600), true, kills::add);
  }
}
