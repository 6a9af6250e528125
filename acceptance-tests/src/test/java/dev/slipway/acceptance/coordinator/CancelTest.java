package dev.slipway.acceptance.coordinator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.acceptance.coordinator.job.JobSpec;
import dev.slipway.acceptance.coordinator.job.JobState;
import dev.slipway.acceptance.coordinator.job.OfferedJob;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class CancelTest extends WithStandIn {
  private final OfferedJob job = coordinator.offer(JobSpec.script("true"));

  @AfterEach
  void noViolations() {
    coordinator.journal().assertNoViolations();
  }

  private void start(ObjectNode request) {
    runner.post("/api/v4/jobs/request", request);
    runner.put(job.id(), PlainRunner.update(job.token(), "running"));
  }

  private static String status(HttpResponse<String> answer) {
    return answer.statusCode() + " " + answer.headers().firstValue("Job-Status").orElse("-");
  }

  @Test
  @DisplayName(
      "canceling is told with every answer, and the end is canceled whatever the runner says")
  void gracefully() {
    start(runner.jobRequest());
    job.cancel();
    assertThat(status(runner.patch(job.id(), job.token(), 0, "x"))).isEqualTo("202 canceling");
    assertThat(status(runner.put(job.id(), PlainRunner.update(job.token(), "running"))))
        .isEqualTo("200 canceling");
    ObjectNode end =
        PlainRunner.finalUpdate(job.token(), "failed", "x")
            .put("failure_reason", "unknown_failure");
    assertThat(status(runner.put(job.id(), end))).isEqualTo("200 canceled");
    assertThat(job.state()).isEqualTo(JobState.CANCELED);
  }

  @Test
  @DisplayName("a runner that does not know canceling sees canceled and 403")
  void olderRunner() {
    ObjectNode request = runner.jobRequest();
    request.withObject("/info/features").put("cancel_gracefully", false);
    start(request);
    job.cancel();
    assertThat(status(runner.patch(job.id(), job.token(), 0, "x"))).isEqualTo("403 canceled");
  }

  @Test
  @DisplayName("canceled at once: 403 with the state, and that is no fault of the runner")
  void atOnce() {
    start(runner.jobRequest());
    job.cancelAtOnce();
    assertThat(status(runner.put(job.id(), PlainRunner.update(job.token(), "running"))))
        .isEqualTo("403 canceled");
  }

  @Test
  @DisplayName("canceled before it was accepted, and before any runner took it")
  void early() {
    runner.requestJob();
    job.cancel();
    assertThat(status(runner.put(job.id(), PlainRunner.update(job.token(), "running"))))
        .isEqualTo("403 canceled");
    OfferedJob second = coordinator.offer(JobSpec.script("true"));
    second.cancel();
    assertThat(runner.requestJob().statusCode()).isEqualTo(204);
  }

  @Test
  @DisplayName("the server gives a job up: 403 with failed")
  void givenUp() {
    start(runner.jobRequest());
    job.failOnServer();
    assertThat(status(runner.patch(job.id(), job.token(), 0, "x"))).isEqualTo("403 failed");
  }
}
