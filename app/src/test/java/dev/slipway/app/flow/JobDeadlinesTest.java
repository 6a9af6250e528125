package dev.slipway.app.flow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.app.flow.JobDeadlines.Limit;
import dev.slipway.domain.job.ClaimedJob;
import dev.slipway.domain.job.JobOutcome;
import dev.slipway.domain.settings.JobSettings;
import dev.slipway.domain.settings.RunnerSettings;
import dev.slipway.ports.gitlab.JobPayloads;
import java.time.Instant;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class JobDeadlinesTest {
  private static final Instant END = FlowBench.BEGIN.plusSeconds(3600);
  private static final JobOutcome JOB_TIMED_OUT =
      new JobOutcome.TimedOut("execution took longer than 1h0m0s seconds");

  @Test
  @DisplayName("without limits of the runner only the job's own holds")
  void none() {
    JobDeadlines deadlines = deadlines("");
    assertThat(deadlines.ofJob()).isEqualTo(END);
    assertThat(deadlines.ofPreparation()).isEqualTo(new Limit(END, JOB_TIMED_OUT));
    assertThat(deadlines.ofSources(FlowBench.BEGIN.plusSeconds(5)))
        .isEqualTo(new Limit(END, JOB_TIMED_OUT));
  }

  @Test
  @DisplayName("the time that passed before the job's own began does not count")
  void begun() {
    ClaimedJob claimed = deadlines("").job();
    assertThat(new JobDeadlines(claimed, FlowBench.BEGIN.plusSeconds(30)).ofJob())
        .isEqualTo(END.plusSeconds(30));
  }

  @Test
  @DisplayName("prepare_timeout counts from the job's begin")
  void preparation() {
    assertThat(deadlines("prepare_timeout = \"5m\"").ofPreparation())
        .isEqualTo(
            new Limit(
                FlowBench.BEGIN.plusSeconds(300),
                new JobOutcome.TimedOut("prepare timeout: exceeded timeout of 5m0s")));
  }

  @Test
  @DisplayName("get_sources_timeout counts from the stage's begin, but not beyond the job's end")
  void sources() {
    JobDeadlines deadlines = deadlines("get_sources_timeout = \"10m\"");
    assertThat(deadlines.ofSources(FlowBench.BEGIN.plusSeconds(60)))
        .isEqualTo(
            new Limit(
                FlowBench.BEGIN.plusSeconds(660),
                new JobOutcome.TimedOut("get sources timeout: exceeded timeout of 10m0s")));
    assertThat(deadlines.ofSources(FlowBench.BEGIN.plusSeconds(3300)))
        .isEqualTo(new Limit(END, JOB_TIMED_OUT));
  }

  @Test
  @DisplayName("a limit that is longer than the job's own is the job's own")
  void longer() {
    assertThat(deadlines("prepare_timeout = \"2h\"\nget_sources_timeout = \"1h\"").warnings())
        .containsExactly(
            "prepare_timeout 2h0m0s of runner \"bench\" is longer than the timeout of job 1, 1h0m0s, which holds instead");
    assertThat(deadlines("prepare_timeout = \"2h\"").ofPreparation())
        .isEqualTo(new Limit(END, JOB_TIMED_OUT));
  }

  private static JobDeadlines deadlines(String keys) {
    RunnerSettings runner = FlowBench.runner("glrt-bench", keys);
    JobSettings settings = runner.job();
    return new JobDeadlines(
        FlowBench.claimed(JobPayloads.script(1, "token", "true"), settings), FlowBench.BEGIN);
  }
}
