package dev.slipway.app.flow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.app.flow.RunnerSlots.JobSlot;
import dev.slipway.app.flow.RunnerSlots.RequestEnd;
import dev.slipway.domain.settings.RunnerSettings;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class RunnerSlotsTest {
  private final RunnerSlots slots = new RunnerSlots();

  @Test
  @DisplayName("jobs and open requests together stay within the limit")
  void limit() {
    RunnerSettings runner = FlowBench.runner("glrt-a", "limit = 1");
    assertThat(slots.beginRequest(runner)).isTrue();
    slots.endRequest(runner, RequestEnd.JOB);
    JobSlot job = slots.beginJob(runner, 7);
    assertThat(slots.beginRequest(runner)).isFalse();
    slots.endJob(runner, job);
    assertThat(slots.beginRequest(runner)).isTrue();
    slots.endRequest(runner, RequestEnd.NOTHING);
    assertThat(slots.beginRequest(runner)).isTrue();
  }

  @Test
  @DisplayName("two entries with one token share their limit, two tokens do not")
  void sharedByToken() {
    assertThat(slots.beginRequest(FlowBench.runner("glrt-a"))).isTrue();
    assertThat(slots.beginRequest(FlowBench.runner("glrt-a"))).isFalse();
    assertThat(slots.beginRequest(FlowBench.runner("glrt-b"))).isTrue();
  }

  @Test
  @DisplayName("open requests begin at one, grow with jobs and shrink without, within the limit")
  void adaptive() {
    RunnerSettings runner = FlowBench.runner("glrt-a", "request_concurrency = 3");
    assertThat(open(runner)).isEqualTo(1);
    end(runner, 1, RequestEnd.JOB);
    assertThat(open(runner)).isEqualTo(2);
    end(runner, 2, RequestEnd.JOB);
    for (int i = 0; i < 20; i++) {
      assertThat(slots.beginRequest(runner)).isTrue();
      end(runner, 1, RequestEnd.JOB);
    }
    assertThat(open(runner)).isEqualTo(3);
    end(runner, 3, RequestEnd.TROUBLE);
    assertThat(open(runner)).isEqualTo(1);
    end(runner, 1, RequestEnd.NOTHING);
  }

  @Test
  @DisplayName("a job has the lowest free numbers, of its runner and of its project")
  void numbers() {
    RunnerSettings runner = FlowBench.runner("glrt-a");
    JobSlot first = slots.beginJob(runner, 7);
    JobSlot second = slots.beginJob(runner, 8);
    JobSlot third = slots.beginJob(runner, 7);
    assertThat(first).isEqualTo(new JobSlot(0, 0, 7));
    assertThat(second).isEqualTo(new JobSlot(1, 0, 8));
    assertThat(third).isEqualTo(new JobSlot(2, 1, 7));
    slots.endJob(runner, first);
    assertThat(slots.beginJob(runner, 7)).isEqualTo(new JobSlot(0, 0, 7));
    assertThat(slots.beginJob(FlowBench.runner("glrt-b"), 7)).isEqualTo(new JobSlot(0, 0, 7));
  }

  private int open(RunnerSettings runner) {
    int open = 0;
    while (slots.beginRequest(runner)) {
      open++;
    }
    return open;
  }

  private void end(RunnerSettings runner, int times, RequestEnd how) {
    for (int i = 0; i < times; i++) {
      slots.endRequest(runner, how);
    }
  }
}
