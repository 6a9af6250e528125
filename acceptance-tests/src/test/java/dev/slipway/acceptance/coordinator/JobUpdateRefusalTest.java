package dev.slipway.acceptance.coordinator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.acceptance.coordinator.job.JobSpec;
import dev.slipway.acceptance.coordinator.job.JobState;
import dev.slipway.acceptance.coordinator.job.OfferedJob;
import dev.slipway.acceptance.coordinator.wire.Violation;
import dev.slipway.acceptance.coordinator.wire.Violation.Kind;
import java.net.http.HttpResponse;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each rule for updates of a job, broken once. */
class JobUpdateRefusalTest extends WithStandIn {
  private final OfferedJob job = coordinator.offer(JobSpec.script("true"));

  private static Arguments broken(String text, Consumer<ObjectNode> change) {
    return arguments(text, change);
  }

  @Test
  @DisplayName("an unknown job or the token of another: 403, as GitLab answers")
  void unknownJob() {
    start(job);
    ObjectNode body = PlainRunner.update(job.token(), "running");
    assertThat(runner.put(999, body).statusCode()).isEqualTo(403);
    assertThat(runner.put(job.id(), PlainRunner.update("other", "running")).statusCode())
        .isEqualTo(403);
    assertThat(runner.patch(job.id(), "other", 0, "x").statusCode()).isEqualTo(403);
    assertThat(coordinator.journal().violations())
        .hasSize(3)
        .extracting(Violation::kind)
        .containsOnly(Kind.TOKEN);
  }

  static Stream<Arguments> updates() {
    return Stream.of(
        broken("info is missing", body -> body.remove("info")),
        broken("output is missing", body -> body.remove("output")),
        broken("state does not fit", body -> body.put("state", "done")),
        broken("surprise is unknown", body -> body.put("surprise", 1)),
        broken("exit_code is STRING", body -> body.put("exit_code", "1")),
        broken(
            "output.checksum does not fit",
            body -> body.withObject("/output").put("checksum", "00000000")),
        broken(
            "output.bytesize is STRING", body -> body.withObject("/output").put("bytesize", "0")),
        broken("checksum differs", body -> body.put("checksum", "crc32:00000001")),
        broken("exit_code 0 is to be left out", body -> body.put("exit_code", 0)),
        broken("job_canceled is not among", body -> body.put("failure_reason", "job_canceled")),
        broken(
            "exit_code with state success",
            body -> body.put("state", "success").put("exit_code", 1)),
        broken(
            "belong to the final update",
            body -> body.put("state", "running").put("failure_reason", "script_failure")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("updates")
  @DisplayName("an update of another form: 400, and the job goes on")
  void update(String text, Consumer<ObjectNode> change) {
    start(job);
    ObjectNode body = PlainRunner.finalUpdate(job.token(), "failed", "");
    change.accept(body);
    expect(runner.put(job.id(), body), 400, Kind.MALFORMED, text);
    assertThat(job.state()).isEqualTo(JobState.RUNNING);
  }

  @Test
  @DisplayName("a trace or a final update before the job was accepted")
  void notAccepted() {
    runner.requestJob();
    assertThat(runner.patch(job.id(), job.token(), 0, "x").statusCode()).isEqualTo(403);
    assertThat(
            runner.put(job.id(), PlainRunner.finalUpdate(job.token(), "success", "")).statusCode())
        .isEqualTo(400);
    assertThat(job.state()).isEqualTo(JobState.PENDING);
    assertThat(coordinator.journal().violations())
        .hasSize(2)
        .extracting(Violation::kind)
        .containsOnly(Kind.STATE);
  }

  @Test
  @DisplayName("state pending for a job that runs already: 400")
  void pendingAgain() {
    start(job);
    HttpResponse<String> answer = runner.put(job.id(), PlainRunner.update(job.token(), "pending"));
    expect(answer, 400, Kind.STATE, "state pending");
  }

  @Test
  @DisplayName("any call after the end: 403 with the state")
  void afterTheEnd() {
    start(job);
    runner.put(job.id(), PlainRunner.finalUpdate(job.token(), "success", ""));
    HttpResponse<String> again =
        runner.put(job.id(), PlainRunner.finalUpdate(job.token(), "failed", ""));
    assertThat(again.statusCode()).isEqualTo(403);
    assertThat(again.headers().firstValue("Job-Status")).contains("success");
    HttpResponse<String> patch = runner.patch(job.id(), job.token(), 0, "x");
    assertThat(patch.statusCode()).isEqualTo(403);
    assertThat(patch.headers().firstValue("Job-Status")).contains("success");
    assertThat(coordinator.journal().violations())
        .hasSize(2)
        .extracting(Violation::kind)
        .containsOnly(Kind.STATE);
  }

  @Test
  @DisplayName("a checksum or a size that does not fit: 412; then the trace may be sent once more")
  void checksum() {
    start(job);
    runner.patch(job.id(), job.token(), 0, "hallo");
    ObjectNode wrong = PlainRunner.finalUpdate(job.token(), "success", "hello");
    expect(runner.put(job.id(), wrong), 412, Kind.TRACE_CHECKSUM, "has 5 bytes");
    assertThat(job.state()).isEqualTo(JobState.RUNNING);
    assertThat(runner.patch(job.id(), job.token(), 0, "hel").statusCode()).isEqualTo(202);
    assertThat(runner.patch(job.id(), job.token(), 3, "lo").statusCode()).isEqualTo(202);
    assertThat(runner.put(job.id(), wrong).statusCode()).isEqualTo(200);
    assertThat(job.traceText()).isEqualTo("hello");
  }

  @Test
  @DisplayName("a size that does not fit: 412")
  void bytesize() {
    start(job);
    runner.patch(job.id(), job.token(), 0, "hello");
    ObjectNode wrong = PlainRunner.finalUpdate(job.token(), "success", "hello");
    wrong.withObject("/output").put("bytesize", 4);
    expect(runner.put(job.id(), wrong), 412, Kind.TRACE_CHECKSUM, "OptionalLong[4]");
  }

  @Test
  @DisplayName("a secret in the trace is no reason to refuse, but it is written down")
  void secret() {
    OfferedJob second =
        coordinator.offer(JobSpec.script("true").withMaskedVariable("PASS", "open-sesame"));
    start(job);
    runner.requestJob();
    runner.put(second.id(), PlainRunner.update(second.token(), "running"));
    String trace = "pass=open-sesame\n";
    runner.patch(second.id(), second.token(), 0, trace);
    HttpResponse<String> answer =
        runner.put(second.id(), PlainRunner.finalUpdate(second.token(), "success", trace));
    expect(answer, 200, Kind.SECRET_IN_TRACE, "masked variable PASS");
    assertThat(coordinator.journal().violations().getFirst().text()).doesNotContain("open-sesame");
  }
}
