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
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each rule for requests in general and for job requests, broken once. */
class JobRequestRefusalTest extends WithStandIn {
  private final OfferedJob job = coordinator.offer(JobSpec.script("true"));

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
}
