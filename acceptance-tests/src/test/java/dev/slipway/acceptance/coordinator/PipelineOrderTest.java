package dev.slipway.acceptance.coordinator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.acceptance.behaviour.Behaviour;
import dev.slipway.acceptance.coordinator.job.OfferedJob;
import dev.slipway.acceptance.coordinator.pipeline.Pipeline;
import dev.slipway.acceptance.coordinator.wire.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class PipelineOrderTest extends WithStandIn {
  private static final Path EXAMPLE = Behaviour.home().resolveSibling("example");

  private final List<OfferedJob> jobs;

  PipelineOrderTest() {
    Pipeline.addProject(coordinator, EXAMPLE);
    jobs = Pipeline.offer(coordinator, EXAMPLE, UnaryOperator.identity());
  }

  private JsonNode take() {
    return Json.read(runner.requestJob().body());
  }

  private void end(OfferedJob job, String state) {
    runner.put(job.id(), PlainRunner.update(job.token(), "running"));
    runner.put(job.id(), PlainRunner.finalUpdate(job.token(), state, ""));
  }

  @Test
  @DisplayName("a stage's jobs are handed out when the stage before has passed")
  void order() {
    assertThat(jobs)
        .extracting(OfferedJob::name)
        .containsExactly("build", "page test", "price test", "deploy");
    assertThat(take().at("/job_info/name").asText()).isEqualTo("build");
    assertThat(runner.requestJob().statusCode()).isEqualTo(204);
    end(jobs.get(0), "success");
    assertThat(take().at("/job_info/name").asText()).isEqualTo("page test");
    assertThat(take().at("/job_info/name").asText()).isEqualTo("price test");
    assertThat(runner.requestJob().statusCode()).isEqualTo(204);
    end(jobs.get(1), "success");
    end(jobs.get(2), "success");
    JsonNode deploy = take();
    assertThat(deploy.at("/job_info/name").asText()).isEqualTo("deploy");
    assertThat(deploy.at("/steps/1/name").asText()).isEqualTo("after_script");
    coordinator.journal().assertNoViolations();
  }

  @Test
  @DisplayName("the variables of a dotenv report come behind those of the job")
  void dotenv() throws IOException {
    take();
    runner.put(jobs.get(0).id(), PlainRunner.update(jobs.get(0).token(), "running"));
    upload(jobs.get(0), "dotenv", "SITE_VERSION=2=3\n");
    end(jobs.get(0), "success");
    JsonNode variables = take().path("variables");
    JsonNode last = variables.get(variables.size() - 1);
    assertThat(last.path("key").asText()).isEqualTo("SITE_VERSION");
    assertThat(last.path("value").asText()).isEqualTo("2=3");
    coordinator.journal().assertNoViolations();
  }

  private void upload(OfferedJob job, String type, String text) throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    body.writeBytes(
        "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.gz\"\r\n\r\n"
            .getBytes(StandardCharsets.UTF_8));
    try (OutputStream gzip = new GZIPOutputStream(body)) {
      gzip.write(text.getBytes(StandardCharsets.UTF_8));
    }
    body.writeBytes("\r\n--b--\r\n".getBytes(StandardCharsets.UTF_8));
    assertThat(
            runner
                .send(
                    runner
                        .request(
                            "/api/v4/jobs/"
                                + job.id()
                                + "/artifacts?artifact_format=gzip&artifact_type="
                                + type)
                        .header("JOB-TOKEN", job.token())
                        .header("Content-Type", "multipart/form-data; boundary=b")
                        .POST(BodyPublishers.ofByteArray(body.toByteArray())))
                .statusCode())
        .isEqualTo(201);
  }

  @Test
  @DisplayName("after a job that failed the later stages are skipped, and the follower says so")
  void skipped() throws InterruptedException {
    take();
    end(jobs.get(0), "failed");
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    assertThat(
            new Follower(coordinator, new PrintStream(printed, true, StandardCharsets.UTF_8), true)
                .followAll())
        .isFalse();
    assertThat(printed.toString(StandardCharsets.UTF_8))
        .contains("--- job 1000 (build) failed")
        .contains("--- job 1003 (deploy) is skipped, since a job before it did not succeed");
  }
}
