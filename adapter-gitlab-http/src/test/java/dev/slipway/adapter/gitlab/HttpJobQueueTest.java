package dev.slipway.adapter.gitlab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.ports.gitlab.JobQueue.AskAnswer;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpJobQueueTest {
  private static final String JSON = "application/json";
  private final Bench bench = new Bench();

  @AfterEach
  void close() {
    bench.close();
  }

  @Test
  @DisplayName("the request says who asks, with every feature as true or false")
  void saysWhoAsks() throws InterruptedException {
    bench.server.answers(204, "");
    assertThat(bench.connection.queue().ask()).isEqualTo(new AskAnswer.NoJob());
    ScriptedServer.Request request = bench.server.last();
    assertThat(request.method()).isEqualTo("POST");
    assertThat(request.target()).isEqualTo("/api/v4/jobs/request");
    assertThat(request.header("RUNNER-TOKEN")).isEqualTo(Bench.TOKEN);
    assertThat(request.header("Content-Type")).isEqualTo(JSON);
    assertThat(request.header("Accept")).isEqualTo(JSON);
    assertThat(request.header("X-Request-Id")).matches("[0-9a-f]{32}");
    assertThat(request.header("User-Agent"))
        .matches("gitlab-runner 19\\.3\\.0 \\(Slipway .*; java \\d+; linux/amd64\\)");
    assertThat(request.body())
        .contains("\"token\":\"" + Bench.TOKEN + "\"", "\"system_id\":\"s_0123456789ab\"")
        .contains("\"name\":\"gitlab-runner\"", "\"executor\":\"kubernetes\"", "\"shell\":\"bash\"")
        .contains("\"variables\":true", "\"cancelable\":true", "\"services\":false")
        .contains("\"config\":{\"gpus\":\"\"}", "\"labels\":{\"zone\":\"a\"}")
        .doesNotContain("last_update");
    for (RunnerFeature feature : RunnerFeature.values()) {
      assertThat(request.body()).contains("\"" + feature.word() + "\":");
    }
  }

  @Test
  @DisplayName("201 is a job, with its body, and the server's request id")
  void receivesAJob() throws InterruptedException {
    String body = "{\"id\":10512345678,\"token\":\"t\",\"job_info\":{\"name\":\"unit\"}}";
    bench.server.answers(201, body, "Content-Type", JSON, "X-Request-Id", "from-server");
    assertThat(bench.connection.queue().ask())
        .isInstanceOfSatisfying(
            AskAnswer.JobGiven.class,
            given -> {
              assertThat(given.job().id()).isEqualTo(10512345678L);
              assertThat(given.job().info().name()).isEqualTo("unit");
              assertThat(given.body()).isEqualTo(body);
              assertThat(given.correlationId()).isEqualTo("from-server");
              assertThat(given.tlsCaChain()).isEmpty();
            });
  }

  @Test
  @DisplayName("the mark of the last update is sent back, also one that came with a job update")
  void sendsLastUpdateBack() throws InterruptedException {
    bench
        .server
        .answers(204, "", "X-GitLab-Last-Update", "mark-1")
        .answers(204, "")
        .answers(204, "");
    bench.connection.queue().ask();
    bench.connection.queue().ask();
    assertThat(bench.server.last().body()).contains("\"last_update\":\"mark-1\"");
    bench.connection.queue().ask();
    assertThat(bench.server.last().body()).contains("\"last_update\":\"mark-1\"");
  }

  @Test
  @DisplayName("403 forbids the runner")
  void isForbidden() throws InterruptedException {
    bench.server.answers(403, "{\"message\":\"403 Forbidden\"}", "Content-Type", JSON);
    assertThat(bench.connection.queue().ask())
        .isEqualTo(
            new AskAnswer.RunnerForbidden(
                "POST " + bench.server.url() + "/api/v4/jobs/request: 403 Forbidden"));
  }

  @ParameterizedTest
  @DisplayName("other refusals are trouble, not a verdict on the runner")
  @ValueSource(ints = {400, 401, 404, 409, 422, 501})
  void isTroubled(int status) throws InterruptedException {
    bench.server.answers(status, "");
    assertThat(bench.connection.queue().ask())
        .isInstanceOfSatisfying(
            AskAnswer.Troubled.class,
            troubled -> {
              assertThat(troubled.what()).contains(Integer.toString(status));
              assertThat(troubled.retried()).isFalse();
            });
    assertThat(bench.waits).isEmpty();
  }

  @Test
  @DisplayName("what the server says about a refusal is told")
  void tellsTheRefusal() throws InterruptedException {
    bench.server.answers(
        422,
        "{\"message\":{\"tags\":[\"too many\",\"too long\"],\"name\":[\"empty\"]}}",
        "Content-Type",
        JSON);
    assertThat(bench.connection.queue().ask())
        .isInstanceOfSatisfying(
            AskAnswer.Troubled.class,
            troubled ->
                assertThat(troubled.what())
                    .endsWith("422 Unprocessable Entity (name: empty, tags: too many; too long)"));
  }

  @ParameterizedTest
  @DisplayName("a busy server is asked up to five times")
  @ValueSource(ints = {408, 429, 500, 502, 503, 504, 520})
  void triesAgain(int status) throws InterruptedException {
    for (int i = 0; i < 5; i++) {
      bench.server.answers(status, "");
    }
    assertThat(bench.connection.queue().ask())
        .isInstanceOfSatisfying(
            AskAnswer.Troubled.class, troubled -> assertThat(troubled.retried()).isTrue());
    assertThat(bench.server.requests()).hasSize(5);
    assertThat(bench.server.requests().stream().map(r -> r.header("X-Request-Id")).distinct())
        .as("one logical call")
        .hasSize(1);
    assertThat(bench.waits).hasSize(4);
  }

  @Test
  @DisplayName("a job after some trouble is a job")
  void recovers() throws InterruptedException {
    bench
        .server
        .answers(503, "", "Retry-After", "7")
        .answers(201, "{\"id\":1,\"token\":\"t\"}", "Content-Type", JSON);
    assertThat(bench.connection.queue().ask()).isInstanceOf(AskAnswer.JobGiven.class);
    assertThat(bench.waits).containsExactly(Duration.ofSeconds(7));
  }

  @Test
  @DisplayName("an answer that is no JSON, or no job, is trouble and says nothing of its content")
  void refusesOtherBodies() throws InterruptedException {
    bench
        .server
        .answers(201, "<html>", "Content-Type", "text/html", "X-GitLab-Last-Update", "no")
        .answers(201, "{\"id\":1,\"token\":{\"s3cret\":1}}", "Content-Type", JSON)
        .answers(201, "{\"id\":\"s3cret", "Content-Type", JSON)
        .answers(201, "", "Content-Type", JSON)
        .answers(204, "");
    for (int i = 0; i < 4; i++) {
      assertThat(bench.connection.queue().ask())
          .isInstanceOfSatisfying(
              AskAnswer.Troubled.class,
              troubled -> assertThat(troubled.what()).doesNotContain("s3cret", "html>"));
    }
    bench.connection.queue().ask();
    assertThat(bench.server.last().body()).doesNotContain("last_update");
  }

  @Test
  @DisplayName("a redirect is not followed: the token stays with the host it is for")
  void followsNoRedirect() throws InterruptedException {
    bench.server.answers(301, "", "Location", "https://gitlab.example.com/api/v4/jobs/request");
    assertThat(bench.connection.queue().ask())
        .isInstanceOfSatisfying(
            AskAnswer.Troubled.class,
            troubled ->
                assertThat(troubled.what())
                    .contains("redirects to https://gitlab.example.com/api/v4/jobs/request"));
  }

  @Test
  @DisplayName("no server, no verdict")
  void isUnreachable() throws InterruptedException {
    bench.server.close();
    assertThat(bench.connection.queue().ask())
        .isInstanceOfSatisfying(
            AskAnswer.Troubled.class,
            troubled -> assertThat(troubled.what()).contains("cannot connect: connection refused"));
  }

  @ParameterizedTest
  @DisplayName("a url that is no http url is a mistake in the configuration")
  @ValueSource(
      strings = {"", "gitlab.example.com", "ftp://gitlab.example.com", "https://", "ht tp://x"})
  void needsAnHttpUrl(String url) throws InterruptedException {
    assertThat(ask(url, "token")).isInstanceOf(AskAnswer.Misconfigured.class);
  }

  @Test
  @DisplayName(
      "a token that HTTP does not allow is a mistake in the configuration, and is not quoted")
  void needsAnHttpToken() throws InterruptedException {
    assertThat(ask(bench.server.url(), "s3cret\nline"))
        .isInstanceOfSatisfying(
            AskAnswer.Misconfigured.class,
            wrong -> assertThat(wrong.what()).contains("token").doesNotContain("s3cret"));
  }

  @Test
  @DisplayName("an interrupt ends the wait for a busy server")
  void isInterruptible() {
    Surroundings interrupted =
        new Surroundings(
            () -> Bench.NOW,
            new Random(1),
            _ -> {
              throw new InterruptedException("stopped");
            },
            Map.of());
    bench.server.answers(503, "");
    try (GitlabConnection connection =
        GitlabConnection.open(
            new GitlabEndpoint(bench.server.url(), "t"), Bench.IDENTITY, interrupted)) {
      assertThatThrownBy(() -> connection.queue().ask()).isInstanceOf(InterruptedException.class);
    }
  }

  private AskAnswer ask(String url, String token) throws InterruptedException {
    try (GitlabConnection connection =
        GitlabConnection.open(new GitlabEndpoint(url, token), Bench.IDENTITY, bench.surroundings)) {
      return connection.queue().ask();
    }
  }
}
