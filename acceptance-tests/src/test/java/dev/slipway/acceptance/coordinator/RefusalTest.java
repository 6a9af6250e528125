package dev.slipway.acceptance.coordinator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.acceptance.coordinator.job.JobSpec;
import dev.slipway.acceptance.coordinator.job.JobState;
import dev.slipway.acceptance.coordinator.job.OfferedJob;
import dev.slipway.acceptance.coordinator.wire.Json;
import dev.slipway.acceptance.coordinator.wire.Violation;
import dev.slipway.acceptance.coordinator.wire.Violation.Kind;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each rule of the job API, broken once. */
class RefusalTest {
  private final Coordinator coordinator =
      Coordinator.start(CoordinatorOptions.defaults().withHost("127.0.0.1"));
  private final PlainRunner runner = new PlainRunner(coordinator);
  private final OfferedJob job = coordinator.offer(JobSpec.script("true"));

  @AfterEach
  void stop() {
    coordinator.close();
  }

  private void start() {
    assertThat(runner.requestJob().statusCode()).isEqualTo(201);
    assertThat(runner.put(job.id(), PlainRunner.update(job.token(), "running")).statusCode())
        .isEqualTo(200);
  }

  private void expect(HttpResponse<String> answer, int status, Kind kind, String text) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(coordinator.journal().violations())
        .singleElement()
        .satisfies(
            violation -> {
              assertThat(violation.kind()).isEqualTo(kind);
              assertThat(violation.text()).contains(text);
            });
  }

  private static Arguments broken(String text, Consumer<ObjectNode> change) {
    return arguments(text, change);
  }

  static Stream<Arguments> jobRequests() {
    return Stream.of(
        broken("token is missing", body -> body.remove("token")),
        broken("token is NUMBER, expected a text", body -> body.put("token", 1)),
        broken("info is missing", body -> body.remove("info")),
        broken("info is STRING, expected an object", body -> body.put("info", "x")),
        broken("surprise is unknown", body -> body.put("surprise", 1)),
        broken("system_id does not fit", body -> body.put("system_id", "x_0123456789ab")),
        broken("last_update does not fit", body -> body.put("last_update", "")),
        broken("session.certificate is missing", body -> body.putObject("session")),
        broken("info.features is missing", body -> info(body).remove("features")),
        broken("info.config.gpus is missing", body -> info(body).putObject("config")),
        broken("info.surprise is unknown", body -> info(body).put("surprise", "x")),
        broken("info.version does not fit", body -> info(body).put("version", "")),
        broken("info.labels.a is NUMBER", body -> info(body).putObject("labels").put("a", 1)),
        broken("info.features.shared is missing", body -> features(body).remove("shared")),
        broken(
            "info.features.cancel_gracefully is missing",
            body -> features(body).remove("cancel_gracefully")),
        broken(
            "info.features.shared is STRING, expected a boolean",
            body -> features(body).put("shared", "no")),
        broken("info.features.magic is unknown", body -> features(body).put("magic", true)));
  }

  private static ObjectNode info(ObjectNode body) {
    return body.withObject("/info");
  }

  private static ObjectNode features(ObjectNode body) {
    return body.withObject("/info/features");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("jobRequests")
  @DisplayName("a job request of another form: 400, and no job")
  void jobRequest(String text, Consumer<ObjectNode> change) {
    ObjectNode body = runner.jobRequest();
    change.accept(body);
    expect(runner.post("/api/v4/jobs/request", body), 400, Kind.MALFORMED, text);
    assertThat(job.state()).isEqualTo(JobState.OFFERED);
  }

  @Test
  @DisplayName("a runner between the releases need not know the latest features")
  void olderFeatures() {
    ObjectNode body = runner.jobRequest();
    features(body).remove("job_inputs");
    features(body).remove("two_phase_job_commit");
    assertThat(runner.post("/api/v4/jobs/request", body).statusCode()).isEqualTo(201);
    coordinator.journal().assertNoViolations();
  }

  @Test
  @DisplayName("an unknown runner token: 403")
  void unknownRunner() {
    HttpResponse<String> answer =
        runner.post("/api/v4/jobs/request", runner.jobRequest().put("token", "glrt-other"));
    expect(answer, 403, Kind.TOKEN, "unknown runner token");
  }

  @Test
  @DisplayName("a runner that was removed: 403, but it could not know")
  void removedRunner() {
    coordinator.runners().remove(coordinator.runnerToken());
    assertThat(runner.requestJob().statusCode()).isEqualTo(403);
    coordinator.journal().assertNoViolations();
  }

  @Test
  @DisplayName("RUNNER-TOKEN that differs from the body: 403")
  void otherTokenInHeader() {
    HttpResponse<String> answer =
        runner.send(
            "POST", "/api/v4/jobs/request", runner.jobRequest(), "RUNNER-TOKEN", "glrt-other");
    expect(answer, 403, Kind.TOKEN, "RUNNER-TOKEN");
  }

  @Test
  @DisplayName("X-Request-Id of another form: 400")
  void requestId() {
    HttpResponse<String> answer =
        runner.send("POST", "/api/v4/jobs/request", runner.jobRequest(), "X-Request-Id", "0-1");
    expect(answer, 400, Kind.MALFORMED, "X-Request-Id");
  }

  @Test
  @DisplayName("JSON under another content type: 415; no Accept: 400; no JSON: 400")
  void contentType() {
    String path = "/api/v4/jobs/request";
    String body = runner.jobRequest().toString();
    var text = runner.request(path, "Content-Type", "text/plain", "Accept", "application/json");
    assertThat(runner.send(text.POST(BodyPublishers.ofString(body))).statusCode()).isEqualTo(415);
    var noAccept = runner.request(path, "Content-Type", "application/json");
    assertThat(runner.send(noAccept.POST(BodyPublishers.ofString(body))).statusCode())
        .isEqualTo(400);
    for (String bad : new String[] {"", "{", "[]", "{\"a\":1,\"a\":2}", "{} x"}) {
      var json =
          runner.request(path, "Content-Type", "application/json", "Accept", "application/json");
      assertThat(runner.send(json.POST(BodyPublishers.ofString(bad))).statusCode())
          .as(bad)
          .isEqualTo(400);
    }
    assertThat(coordinator.journal().violations())
        .hasSize(7)
        .extracting(Violation::kind)
        .containsOnly(Kind.MALFORMED);
  }

  @Test
  @DisplayName("an unknown path or method: 404")
  void unknownPath() {
    HttpResponse<String> answer = runner.post("/api/v4/jobs/requests", Json.object());
    expect(answer, 404, Kind.UNKNOWN_PATH, "no such method and path");
  }

  @Test
  @DisplayName("an unknown job or the token of another: 403, as GitLab answers")
  void unknownJob() {
    start();
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
    start();
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
    start();
    HttpResponse<String> answer = runner.put(job.id(), PlainRunner.update(job.token(), "pending"));
    expect(answer, 400, Kind.STATE, "state pending");
  }

  @Test
  @DisplayName("any call after the end: 403 with the state")
  void afterTheEnd() {
    start();
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
  @DisplayName("a piece of trace at another place: 416 with what the server has")
  void offset() {
    start();
    runner.patch(job.id(), job.token(), 0, "12345");
    HttpResponse<String> answer = runner.patch(job.id(), job.token(), 3, "45");
    expect(answer, 416, Kind.TRACE_OFFSET, "begins at 3");
    assertThat(answer.headers().firstValue("Range")).contains("0-5");
    assertThat(job.traceText()).isEqualTo("12345");
  }

  static Stream<Arguments> ranges() {
    return Stream.of(
        arguments("none", "Missing header Content-Range"),
        arguments("0-", "Content-Range is '0-'"),
        arguments("bytes 0-2/3", "Content-Range is 'bytes 0-2/3'"),
        arguments("0-3", "but the body has 3 bytes"),
        arguments("0-1", "but the body has 3 bytes"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("ranges")
  @DisplayName("a range of another form, or one that does not fit the body: 400")
  void range(String range, String text) {
    start();
    HttpResponse<String> answer =
        range.equals("none")
            ? runner.patch(job.id(), "abc", "JOB-TOKEN", job.token(), "Content-Type", "text/plain")
            : runner.patch(
                job.id(),
                "abc",
                "JOB-TOKEN",
                job.token(),
                "Content-Type",
                "text/plain",
                "Content-Range",
                range);
    expect(answer, 400, Kind.MALFORMED, text);
  }

  @Test
  @DisplayName("a piece of trace without bytes: 400; under another content type: 415")
  void emptyPiece() {
    start();
    assertThat(runner.patch(job.id(), job.token(), 0, "").statusCode()).isEqualTo(400);
    HttpResponse<String> json =
        runner.patch(
            job.id(),
            "a",
            "JOB-TOKEN",
            job.token(),
            "Content-Type",
            "application/json",
            "Content-Range",
            "0-0");
    assertThat(json.statusCode()).isEqualTo(415);
    assertThat(coordinator.journal().violations()).hasSize(2);
  }

  @Test
  @DisplayName("an unknown query parameter: 400")
  void query() {
    start();
    var request =
        runner
            .request("/api/v4/jobs/" + job.id() + "/trace?debug=true")
            .method("PATCH", BodyPublishers.ofString("a"));
    expect(runner.send(request), 400, Kind.MALFORMED, "query parameter debug is unknown");
  }

  @Test
  @DisplayName("a checksum or a size that does not fit: 412; then the trace may be sent once more")
  void checksum() {
    start();
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
    start();
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
    start();
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
