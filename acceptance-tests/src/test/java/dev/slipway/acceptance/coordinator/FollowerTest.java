package dev.slipway.acceptance.coordinator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.acceptance.coordinator.job.JobSpec;
import dev.slipway.acceptance.coordinator.job.OfferedJob;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class FollowerTest extends WithStandIn {
  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
  private final OfferedJob job = coordinator.offer(JobSpec.script("true"));

  private Future<Boolean> follow(boolean withTraces) {
    PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);
    Callable<Boolean> following = new Follower(coordinator, out, withTraces)::followAll;
    try (ExecutorService one = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Boolean> result = one.submit(following);
      run();
      return result;
    }
  }

  private void run() {
    start(job);
    runner.patch(job.id(), job.token(), 0, "one\n");
    runner.patch(job.id(), job.token(), 4, "two");
    runner.put(
        job.id(),
        PlainRunner.finalUpdate(job.token(), "failed", "one\ntwo")
            .put("failure_reason", "script_failure")
            .put("exit_code", 3));
  }

  @Test
  @DisplayName("prints the trace and how the job ended")
  void withTraces() {
    assertThat(follow(true).resultNow()).isFalse();
    assertThat(printed.toString(StandardCharsets.UTF_8))
        .isEqualTo(
            """
            --- job 1000 waits for a runner
            one
            two
            --- job 1000 failed, script_failure, exit code 3
            """);
  }

  @Test
  @DisplayName("prints only how the job ended where traces are not asked for")
  void withoutTraces() {
    assertThat(follow(false).resultNow()).isFalse();
    assertThat(printed.toString(StandardCharsets.UTF_8))
        .isEqualTo(
            """
            --- job 1000 waits for a runner
            --- job 1000 failed, script_failure, exit code 3
            """);
  }
}
