package dev.slipway.acceptance.coordinator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.acceptance.coordinator.job.JobSpec;
import dev.slipway.acceptance.coordinator.job.JobState;
import dev.slipway.acceptance.coordinator.job.OfferedJob;
import dev.slipway.acceptance.coordinator.wire.Json;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class RunnerCallsTest extends WithStandIn {
  RunnerCallsTest() {
    super(CoordinatorOptions.defaults().withLongPoll(SOON));
  }

  private static ObjectNode token(String token) {
    return Json.object().put("token", token);
  }

  private ObjectNode registration() {
    ObjectNode body = token(CoordinatorOptions.defaults().registrationToken());
    body.put("run_untagged", true).put("locked", true).put("paused", false);
    body.set("info", PlainRunner.info19());
    return body;
  }

  @Test
  @DisplayName("verify: 200 with id and token, in the form of 14.10 and of 19")
  void verify() {
    ObjectNode body = token(coordinator.runnerToken());
    assertThat(runner.post("/api/v4/runners/verify", body).statusCode()).isEqualTo(200);
    body.put("system_id", "r_abcdefABCDEF").set("info", PlainRunner.info19());
    JsonNode answer = Json.read(runner.post("/api/v4/runners/verify", body).body());
    assertThat(answer.path("id").asLong()).isEqualTo(1);
    assertThat(answer.path("token").asText()).isEqualTo(coordinator.runnerToken());
    assertThat(answer.get("token_expires_at").isNull()).isTrue();
    coordinator.journal().assertNoViolations();
    assertThat(runner.post("/api/v4/runners/verify", token("other")).statusCode()).isEqualTo(403);
    assertThat(coordinator.journal().violations()).hasSize(1);
  }

  @Test
  @DisplayName("register, use, unregister: then the token is refused")
  void register() {
    HttpResponse<String> registered = runner.post("/api/v4/runners", registration());
    assertThat(registered.statusCode()).isEqualTo(201);
    String token = Json.read(registered.body()).path("token").asText();
    assertThat(runner.post("/api/v4/runners/verify", token(token)).statusCode()).isEqualTo(200);
    assertThat(runner.send("DELETE", "/api/v4/runners", token(token)).statusCode()).isEqualTo(204);
    assertThat(runner.post("/api/v4/runners/verify", token(token)).statusCode()).isEqualTo(403);
    coordinator.journal().assertNoViolations();
  }

  @Test
  @DisplayName("registration in the form of 14.10; in no form; with another token")
  void registrationForms() {
    ObjectNode old = registration().put("active", true);
    old.remove("paused");
    old.set("info", PlainRunner.info14());
    assertThat(runner.post("/api/v4/runners", old).statusCode()).isEqualTo(201);
    coordinator.journal().assertNoViolations();
    old.remove("active");
    assertThat(runner.post("/api/v4/runners", old).statusCode()).isEqualTo(400);
    assertThat(runner.post("/api/v4/runners", registration().put("token", "x")).statusCode())
        .isEqualTo(403);
  }

  @Test
  @DisplayName("a runner of the new kind goes with its managers, and stays valid")
  void unregisterManager() {
    ObjectNode body = token(coordinator.runnerToken()).put("system_id", "s_0123456789ab");
    assertThat(runner.send("DELETE", "/api/v4/runners/managers", body).statusCode()).isEqualTo(204);
    coordinator.journal().assertNoViolations();
    HttpResponse<String> wrong =
        runner.send("DELETE", "/api/v4/runners", token(coordinator.runnerToken()));
    assertThat(wrong.statusCode()).isEqualTo(403);
  }

  @Test
  @DisplayName("a new token by the old one, and by id; the old one is refused")
  void reset() {
    coordinator.runners().tokenLifetime(Duration.ofHours(1));
    String path = "/api/v4/runners/reset_authentication_token";
    HttpResponse<String> first = runner.post(path, token(coordinator.runnerToken()));
    assertThat(first.statusCode()).isEqualTo(201);
    String second = Json.read(first.body()).path("token").asText();
    assertThat(Instant.parse(Json.read(first.body()).path("token_expires_at").asText()))
        .isAfter(Instant.now());
    assertThat(runner.post(path, token(coordinator.runnerToken())).statusCode()).isEqualTo(403);
    var byId =
        runner
            .request("/api/v4/runners/1/reset_authentication_token")
            .header("PRIVATE-TOKEN", "glpat-x")
            .POST(BodyPublishers.ofString("null"));
    String third = Json.read(runner.send(byId).body()).path("token").asText();
    assertThat(third).isNotEqualTo(second).startsWith("glrt-");
    assertThat(coordinator.runners().tokens()).containsExactly(third);
    coordinator.journal().assertNoViolations();
    var without =
        runner
            .request("/api/v4/runners/1/reset_authentication_token")
            .POST(BodyPublishers.ofString("null"));
    assertThat(runner.send(without).statusCode()).isEqualTo(401);
  }

  @Test
  @DisplayName("no job router: 501")
  void discovery() {
    HttpResponse<String> answer =
        runner.send(
            runner
                .request("/api/v4/runners/router/discovery")
                .header("RUNNER-TOKEN", coordinator.runnerToken())
                .GET());
    assertThat(answer.statusCode()).isEqualTo(501);
    coordinator.journal().assertNoViolations();
  }

  @Test
  @DisplayName("a long poll is answered as soon as a job is there")
  void longPoll() {
    CompletableFuture<HttpResponse<String>> answer =
        CompletableFuture.supplyAsync(runner::requestJob);
    OfferedJob job = coordinator.offer(JobSpec.script("true"));
    assertThat(answer.join().statusCode()).isEqualTo(201);
    assertThat(job.state()).isEqualTo(JobState.PENDING);
  }

  @Test
  @DisplayName("a job for one runner is given to no other")
  void jobForOneRunner() {
    coordinator.runners().add("glrt-second");
    OfferedJob forSecond = coordinator.offer(JobSpec.script("true").withRunnerToken("glrt-second"));
    OfferedJob forAll = coordinator.offer(JobSpec.script("true"));
    assertThat(Json.read(runner.requestJob().body()).path("id").asLong()).isEqualTo(forAll.id());
    ObjectNode second = runner.jobRequest().put("token", "glrt-second");
    assertThat(Json.read(runner.post("/api/v4/jobs/request", second).body()).path("id").asLong())
        .isEqualTo(forSecond.id());
  }

  @Test
  @DisplayName("a person can offer, see and cancel a job with curl")
  void standIn() {
    HttpResponse<String> offered =
        runner.send(
            runner
                .request("/stand-in/jobs")
                .POST(BodyPublishers.ofString("{\"script\": [\"echo hello\"]}")));
    assertThat(offered.statusCode()).isEqualTo(201);
    OfferedJob job = coordinator.jobs().getFirst();
    runner.requestJob();
    runner.put(job.id(), PlainRunner.update(job.token(), "running"));
    runner.patch(job.id(), job.token(), 0, "hello\n");
    String path = Json.read(offered.body()).path("trace").asText();
    assertThat(runner.send(runner.request(path).GET()).body()).isEqualTo("hello\n");
    String state =
        runner
            .send(
                runner
                    .request("/stand-in/jobs/" + job.id() + "/cancel")
                    .POST(BodyPublishers.noBody()))
            .body();
    assertThat(Json.read(state).path("state").asText()).isEqualTo("canceling");
    assertThat(Json.read(runner.send(runner.request("/stand-in/jobs").GET()).body())).hasSize(1);
    assertThat(runner.send(runner.request("/stand-in/violations").GET()).body()).isEqualTo("[]");
    assertThat(
            runner
                .send(runner.request("/stand-in/jobs").POST(BodyPublishers.ofString("{")))
                .statusCode())
        .isEqualTo(400);
    assertThat(runner.send(runner.request("/stand-in/jobs/1/trace").GET()).statusCode())
        .isEqualTo(404);
  }
}
