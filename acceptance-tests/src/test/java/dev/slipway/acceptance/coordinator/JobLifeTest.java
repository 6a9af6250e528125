package dev.slipway.acceptance.coordinator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.acceptance.coordinator.job.JobSpec;
import dev.slipway.acceptance.coordinator.job.JobState;
import dev.slipway.acceptance.coordinator.job.OfferedJob;
import dev.slipway.acceptance.coordinator.job.StateChange;
import dev.slipway.acceptance.coordinator.wire.CallKind;
import dev.slipway.acceptance.coordinator.wire.Json;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class JobLifeTest extends WithStandIn {
  @Test
  @DisplayName("no job: 204 with a last update; the same last update again: 204")
  void noJob() {
    HttpResponse<String> first = runner.requestJob();
    assertThat(first.statusCode()).isEqualTo(204);
    String lastUpdate = first.headers().firstValue("X-GitLab-Last-Update").orElseThrow();
    HttpResponse<String> second =
        runner.post("/api/v4/jobs/request", runner.jobRequest().put("last_update", lastUpdate));
    assertThat(second.statusCode()).isEqualTo(204);
    assertThat(coordinator.journal().violations()).isEmpty();
  }

  @Test
  @DisplayName("a job goes from offer through acceptance and trace to its final update")
  void success() {
    OfferedJob job = coordinator.offer(JobSpec.script("echo hi"));
    HttpResponse<String> answer = runner.requestJob();
    assertThat(answer.statusCode()).isEqualTo(201);
    assertThat(job.state()).isEqualTo(JobState.PENDING);

    HttpResponse<String> accepted =
        runner.put(job.id(), PlainRunner.update(job.token(), "running"));
    assertThat(accepted.statusCode()).isEqualTo(200);
    assertThat(accepted.headers().firstValue("Job-Status")).contains("running");
    assertThat(accepted.headers().firstValue("X-GitLab-Trace-Update-Interval")).contains("1");

    assertThat(runner.patch(job.id(), job.token(), 0, "one\n").statusCode()).isEqualTo(202);
    HttpResponse<String> second = runner.patch(job.id(), job.token(), 4, "two\n");
    assertThat(second.statusCode()).isEqualTo(202);
    assertThat(second.headers().firstValue("Range")).contains("0-8");
    assertThat(second.headers().firstValue("Job-Status")).contains("running");

    HttpResponse<String> end =
        runner.put(job.id(), PlainRunner.finalUpdate(job.token(), "success", "one\ntwo\n"));
    assertThat(end.statusCode()).isEqualTo(200);
    assertThat(end.headers().firstValue("Job-Status")).contains("success");
    job.awaitFinished(SOON);
    assertThat(job.traceText()).isEqualTo("one\ntwo\n");
    assertThat(job.finalUpdate().isSuccess()).isTrue();
    assertThat(job.history())
        .extracting(StateChange::state)
        .containsExactly(JobState.OFFERED, JobState.PENDING, JobState.RUNNING, JobState.SUCCESS);
    assertThat(coordinator.journal().violations()).isEmpty();
    assertThat(coordinator.journal().requests())
        .extracting(request -> request.kind())
        .containsExactly(
            CallKind.JOB_REQUEST,
            CallKind.JOB_RUNNING,
            CallKind.TRACE,
            CallKind.TRACE,
            CallKind.JOB_FINAL);
  }

  @Test
  @DisplayName("a job that nobody has accepted is handed out again; one that runs is not")
  void handedOutAgain() {
    OfferedJob job = coordinator.offer(JobSpec.script("echo hi"));
    assertThat(runner.requestJob().statusCode()).isEqualTo(201);
    job.handOutAgain();
    assertThat(job.state()).isEqualTo(JobState.OFFERED);
    assertThat(runner.requestJob().statusCode()).isEqualTo(201);
    assertThat(runner.put(job.id(), PlainRunner.update(job.token(), "running")).statusCode())
        .isEqualTo(200);
    assertThatThrownBy(job::handOutAgain).isInstanceOf(IllegalStateException.class);
  }

  @Test
  @DisplayName("a runner of release 14.10 needs no acceptance")
  void oldRunner() {
    OfferedJob job = coordinator.offer(JobSpec.script("echo hi"));
    ObjectNode body = Json.object();
    body.set("info", PlainRunner.info14());
    body.put("token", coordinator.runnerToken());
    assertThat(runner.post("/api/v4/jobs/request", body).statusCode()).isEqualTo(201);
    assertThat(job.state()).isEqualTo(JobState.RUNNING);
    ObjectNode failed = PlainRunner.finalUpdate(job.token(), "failed", "");
    failed.set("info", PlainRunner.info14());
    failed.put("failure_reason", "script_failure").put("exit_code", 7);
    HttpResponse<String> end = runner.put(job.id(), failed);
    assertThat(end.statusCode()).isEqualTo(200);
    assertThat(end.headers().firstValue("Job-Status")).contains("failed");
    assertThat(job.finalUpdate().exitCode()).hasValue(7);
    assertThat(job.finalUpdate().failureReason()).contains("script_failure");
    assertThat(coordinator.journal().violations()).isEmpty();
  }

  @Test
  @DisplayName("the payload joins the job's own part into GitLab's")
  void payload() {
    OfferedJob job =
        coordinator.offer(
            JobSpec.ofJson(
                    """
                    {"script": ["make"], "after_script": ["rm -r x"], "image": "alpine:3",
                     "variables": {"CI_JOB_NAME": "mine"}, "job_info": {"name": "build"},
                     "git_info": {"depth": 0}, "runner_info": {"timeout": 60},
                     "credentials": [{"type": "registry", "url": "{{host}}"}]}
                    """)
                .withVariable("A", "1")
                .withMaskedVariable("B", "secret{{id}}"));
    JsonNode payload = Json.read(runner.requestJob().body());
    assertThat(payload.path("id").asLong()).isEqualTo(1000);
    assertThat(payload.path("token").asText()).isEqualTo(job.token()).startsWith("glcbt-");
    assertThat(payload.at("/job_info/name").asText()).isEqualTo("build");
    assertThat(payload.at("/job_info/stage").asText()).isEqualTo("test");
    assertThat(payload.at("/image/name").asText()).isEqualTo("alpine:3");
    assertThat(payload.at("/steps/0").toString())
        .isEqualTo(
            "{\"name\":\"script\",\"script\":[\"make\"],\"timeout\":60,\"when\":\"on_success\",\"allow_failure\":false}");
    assertThat(payload.at("/steps/1/name").asText()).isEqualTo("after_script");
    assertThat(payload.at("/git_info/depth").asInt(-1)).isZero();
    assertThat(payload.at("/git_info/repo_url").asText())
        .isEqualTo(
            "http://gitlab-ci-token:%s@127.0.0.1:%d/group/app.git"
                .formatted(job.token(), coordinator.url().getPort()));
    assertThat(payload.at("/git_info/sha").asText())
        .isEqualTo(coordinator.repository().tip("main").orElseThrow());
    assertThat(payload.at("/credentials/0/url").asText()).isEqualTo("127.0.0.1");
    assertThat(lastValue(payload, "CI_JOB_NAME")).isEqualTo("mine");
    assertThat(lastValue(payload, "A")).isEqualTo("1");
    assertThat(lastValue(payload, "B")).isEqualTo("secret1000");
    assertThat(lastValue(payload, "CI_JOB_TOKEN")).isEqualTo(job.token());
    assertThat(payload.toString()).doesNotContain("{{");
  }

  private static String lastValue(JsonNode payload, String key) {
    String value = "";
    for (JsonNode variable : payload.path("variables")) {
      value = variable.path("key").asText().equals(key) ? variable.path("value").asText() : value;
    }
    return value;
  }

  @Test
  @DisplayName("whoever waits for a trace or an end is woken by it")
  void waiting() {
    OfferedJob job = coordinator.offer(JobSpec.script("echo hi"));
    CompletableFuture<OfferedJob> seen =
        CompletableFuture.supplyAsync(() -> job.awaitTraceContains("hello", SOON));
    CompletableFuture<OfferedJob> ended =
        CompletableFuture.supplyAsync(() -> job.awaitFinished(SOON));
    runner.requestJob();
    runner.put(job.id(), PlainRunner.update(job.token(), "running"));
    runner.patch(job.id(), job.token(), 0, "hel");
    runner.patch(job.id(), job.token(), 3, "lo");
    assertThat(seen.join().traceText()).isEqualTo("hello");
    runner.put(job.id(), PlainRunner.finalUpdate(job.token(), "success", "hello"));
    assertThat(ended.join().state()).isEqualTo(JobState.SUCCESS);
  }

  @Test
  @DisplayName("a wait that is not fulfilled says what is there instead")
  void waitingInVain() {
    OfferedJob job = coordinator.offer(JobSpec.script("echo hi"));
    assertThatThrownBy(() -> job.awaitFinished(Duration.ZERO))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("job 1000 is offered");
  }
}
