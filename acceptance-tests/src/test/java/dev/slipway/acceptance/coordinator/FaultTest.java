package dev.slipway.acceptance.coordinator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.acceptance.coordinator.job.JobSpec;
import dev.slipway.acceptance.coordinator.job.JobState;
import dev.slipway.acceptance.coordinator.job.OfferedJob;
import dev.slipway.acceptance.coordinator.wire.CallKind;
import dev.slipway.acceptance.coordinator.wire.Faults.Gate;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class FaultTest extends WithStandIn {
  private final OfferedJob job = coordinator.offer(JobSpec.script("true"));

  @BeforeEach
  void start() {
    start(job);
  }

  @AfterEach
  void noViolations() {
    coordinator.journal().assertNoViolations();
  }

  private void patchWithoutAnswer(String piece) {
    var request =
        runner
            .request("/api/v4/jobs/" + job.id() + "/trace")
            .header("JOB-TOKEN", job.token())
            .header("Content-Type", "text/plain")
            .header("Content-Range", "0-" + (piece.length() - 1))
            .method("PATCH", BodyPublishers.ofString(piece));
    assertThatThrownBy(() -> runner.trySend(request)).isInstanceOf(IOException.class);
  }

  @Test
  @DisplayName("a status on purpose comes as often as asked for, and nothing is carried out")
  void status() {
    coordinator.faults().answer(CallKind.TRACE, 503, Map.of("Retry-After", "2"), 2);
    HttpResponse<String> first = runner.patch(job.id(), job.token(), 0, "x");
    assertThat(first.statusCode()).isEqualTo(503);
    assertThat(first.headers().firstValue("Retry-After")).contains("2");
    assertThat(runner.patch(job.id(), job.token(), 0, "x").statusCode()).isEqualTo(503);
    assertThat(job.trace()).isEmpty();
    assertThat(runner.patch(job.id(), job.token(), 0, "x").statusCode()).isEqualTo(202);
  }

  @Test
  @DisplayName("a status may come for a time")
  void statusForATime() {
    coordinator.faults().answerFor(CallKind.TRACE, 502, Duration.ofDays(1));
    for (int i = 0; i < 3; i++) {
      assertThat(runner.patch(job.id(), job.token(), 0, "x").statusCode()).isEqualTo(502);
    }
    coordinator.faults().clear();
    coordinator.faults().answerFor(CallKind.TRACE, 502, Duration.ZERO);
    assertThat(runner.patch(job.id(), job.token(), 0, "x").statusCode()).isEqualTo(202);
  }

  @Test
  @DisplayName("a fault of the final update does not meet a keep-alive")
  void finalOnly() {
    coordinator.faults().answer(CallKind.JOB_FINAL, 202, 1);
    assertThat(runner.put(job.id(), PlainRunner.update(job.token(), "running")).statusCode())
        .isEqualTo(200);
    var end = PlainRunner.finalUpdate(job.token(), "success", "");
    assertThat(runner.put(job.id(), end).statusCode()).isEqualTo(202);
    assertThat(job.state()).isEqualTo(JobState.RUNNING);
    assertThat(runner.put(job.id(), end).statusCode()).isEqualTo(200);
  }

  @Test
  @DisplayName("a connection dropped before the call is carried out")
  void dropped() {
    coordinator.faults().drop(CallKind.TRACE, 1);
    patchWithoutAnswer("x");
    assertThat(job.trace()).isEmpty();
    assertThat(coordinator.journal().requests(CallKind.TRACE))
        .singleElement()
        .satisfies(request -> assertThat(request.status()).isZero());
  }

  @Test
  @DisplayName("a lost answer: the piece is there, and sending it again is no fault of the runner")
  void lostAnswer() {
    coordinator.faults().dropAfterwards(CallKind.TRACE, 1);
    patchWithoutAnswer("xyz");
    assertThat(job.traceText()).isEqualTo("xyz");
    HttpResponse<String> again = runner.patch(job.id(), job.token(), 0, "xyz");
    assertThat(again.statusCode()).isEqualTo(416);
    assertThat(again.headers().firstValue("Range")).contains("0-3");
  }

  @Test
  @DisplayName("a call waits at the gate until it is opened")
  void gate() {
    Gate gate = coordinator.faults().hold(CallKind.TRACE);
    CompletableFuture<HttpResponse<String>> answer =
        CompletableFuture.supplyAsync(() -> runner.patch(job.id(), job.token(), 0, "x"));
    gate.awaitArrival(SOON);
    assertThat(job.trace()).isEmpty();
    gate.open();
    assertThat(answer.join().statusCode()).isEqualTo(202);
    assertThat(job.traceText()).isEqualTo("x");
  }

  @Test
  @DisplayName("a late answer is late, and is given")
  void delay() {
    Duration time = Duration.ofMillis(50);
    coordinator.faults().delay(CallKind.TRACE, time, 1);
    assertThat(runner.patch(job.id(), job.token(), 0, "x").statusCode()).isEqualTo(202);
    var request = coordinator.journal().requests(CallKind.TRACE).getFirst();
    assertThat(request.answeredNanos() - request.arrivedNanos())
        .isGreaterThanOrEqualTo(time.toNanos());
  }

  @Test
  @DisplayName("the server goes away and comes back with all it knew")
  void outage() {
    coordinator.goAway();
    patchWithoutAnswer("x");
    coordinator.comeBack();
    assertThat(runner.patch(job.id(), job.token(), 0, "x").statusCode()).isEqualTo(202);
  }

  @Test
  @DisplayName("another update interval is told from the next answer on")
  void interval() {
    coordinator.traceUpdateInterval(Duration.ofSeconds(7));
    assertThat(
            runner
                .patch(job.id(), job.token(), 0, "x")
                .headers()
                .firstValue("X-GitLab-Trace-Update-Interval"))
        .contains("7");
  }

  @Test
  @DisplayName("a test can wait for a request")
  void awaitRequest() {
    CompletableFuture<Integer> seen =
        CompletableFuture.supplyAsync(
            () ->
                coordinator
                    .journal()
                    .awaitRequest("a trace", request -> request.kind() == CallKind.TRACE, SOON)
                    .status());
    runner.patch(job.id(), job.token(), 0, "x");
    assertThat(seen.join()).isEqualTo(202);
  }
}
