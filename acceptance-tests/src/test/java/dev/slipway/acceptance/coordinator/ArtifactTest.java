package dev.slipway.acceptance.coordinator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.acceptance.coordinator.job.JobSpec;
import dev.slipway.acceptance.coordinator.job.JobState;
import dev.slipway.acceptance.coordinator.job.OfferedJob;
import dev.slipway.acceptance.coordinator.wire.Json;
import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ArtifactTest extends WithStandIn {
  ArtifactTest() {
    super(CoordinatorOptions.defaults().withArtifactBytesMax(1000));
  }

  private static final String ZIP = "PK\u0003\u0004content\r\n\r\n--more";

  private final OfferedJob job = coordinator.offer(JobSpec.script("true"));

  @BeforeEach
  void start() {
    start(job);
  }

  private static String part(String name, String fileName, String content) {
    return "--b0undary\r\nContent-Disposition: form-data; name=\"%s\"; filename=\"%s\"\r\nContent-Type: application/octet-stream\r\n\r\n%s\r\n--b0undary--\r\n"
        .formatted(name, fileName, content);
  }

  /** Sent chunked, as the helper sends it. */
  private HttpResponse<String> upload(String query, String body, String token) {
    return runner.send(
        runner
            .request("/api/v4/jobs/" + job.id() + "/artifacts" + query)
            .header("JOB-TOKEN", token)
            .header("Content-Type", "multipart/form-data; boundary=b0undary")
            .POST(
                BodyPublishers.ofInputStream(
                    () -> new ByteArrayInputStream(body.getBytes(StandardCharsets.ISO_8859_1)))));
  }

  private HttpResponse<String> download(OfferedJob of, String query, String token) {
    return runner.send(
        runner
            .request("/api/v4/jobs/" + of.id() + "/artifacts" + query)
            .header("JOB-TOKEN", token)
            .GET());
  }

  @Test
  @DisplayName("an archive is kept, handed to the next job as a dependency, and downloaded")
  void wayOfAnArchive() {
    HttpResponse<String> answer =
        upload(
            "?artifact_format=zip&artifact_type=archive&expire_in=1+week",
            part("file", "default.zip", ZIP),
            job.token());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    assertThat(job.artifact("archive").fileName()).isEqualTo("default.zip");
    assertThat(job.artifact("archive").expireIn()).isEqualTo("1 week");
    assertThat(job.artifact("archive").content())
        .isEqualTo(ZIP.getBytes(StandardCharsets.ISO_8859_1));

    coordinator.offer(JobSpec.script("true").withNeeds(job));
    assertThat(runner.requestJob().statusCode()).as("waits for the first").isEqualTo(204);
    runner.put(job.id(), PlainRunner.finalUpdate(job.token(), "success", ""));
    JsonNode payload = Json.read(runner.requestJob().body());
    assertThat(payload.at("/dependencies/0/id").asLong()).isEqualTo(job.id());
    assertThat(payload.at("/dependencies/0/token").asText()).isEqualTo(job.token());
    assertThat(payload.at("/dependencies/0/artifacts_file/filename").asText())
        .isEqualTo("default.zip");
    assertThat(payload.at("/dependencies/0/artifacts_file/size").asInt()).isEqualTo(ZIP.length());
    assertThat(download(job, "", job.token()).body()).isEqualTo(ZIP);
    coordinator.journal().assertNoViolations();
  }

  @Test
  @DisplayName("a job whose file names its dependencies gets those alone, whatever it needs")
  void namedDependencies() {
    upload("", part("file", "a.zip", ZIP), job.token());
    coordinator.offer(JobSpec.script("true").with("{\"dependencies\": []}").withNeeds(job));
    runner.put(job.id(), PlainRunner.finalUpdate(job.token(), "success", ""));
    assertThat(Json.read(runner.requestJob().body()).at("/dependencies")).isEmpty();
    coordinator.journal().assertNoViolations();
  }

  @Test
  @DisplayName("a direct download is sent on to an address that gives pieces, and the whole once")
  void directDownload() {
    upload("", part("file", "artifacts.zip", ZIP), job.token());
    HttpResponse<String> redirect = download(job, "?direct_download=true", job.token());
    assertThat(redirect.statusCode()).isEqualTo(302);
    String address = redirect.headers().firstValue("Location").orElseThrow();
    HttpResponse<String> piece =
        runner.send(runner.request(address).header("Range", "bytes=1-2").GET());
    assertThat(piece.statusCode()).isEqualTo(206);
    assertThat(piece.body()).isEqualTo(ZIP.substring(1, 3));
    assertThat(piece.headers().firstValue("Content-Range")).contains("bytes 1-2/" + ZIP.length());
    assertThat(runner.send(runner.request(address).GET()).body()).isEqualTo(ZIP);
    assertThat(runner.send(runner.request(address).GET()).statusCode()).isEqualTo(403);
    coordinator.journal().assertNoViolations();
  }

  @Test
  @DisplayName("a job without an archive: 404; another token: 403")
  void notThere() {
    assertThat(download(job, "", job.token()).statusCode()).isEqualTo(404);
    coordinator.journal().assertNoViolations();
    assertThat(download(job, "", "other").statusCode()).isEqualTo(403);
    assertThat(coordinator.journal().violations()).hasSize(1);
  }

  @Test
  @DisplayName("too large: 413, which the runner could not know")
  void tooLarge() {
    HttpResponse<String> answer =
        upload("", part("file", "a.zip", ZIP + "x".repeat(1000)), job.token());
    assertThat(answer.statusCode()).isEqualTo(413);
    HttpResponse<String> much =
        upload("", part("file", "a.zip", ZIP + "x".repeat(100_000)), job.token());
    assertThat(much.statusCode()).isEqualTo(413);
    coordinator.journal().assertNoViolations();
  }

  @Test
  @DisplayName("the same file once more is fine, another of the same type is not")
  void twice() {
    assertThat(upload("", part("file", "a.zip", ZIP), job.token()).statusCode()).isEqualTo(201);
    assertThat(upload("", part("file", "a.zip", ZIP), job.token()).statusCode()).isEqualTo(201);
    assertThat(upload("", part("file", "a.zip", ZIP + "!"), job.token()).statusCode())
        .isEqualTo(400);
  }

  @Test
  @DisplayName("after the end, or with another token: 403")
  void notAllowed() {
    assertThat(upload("", part("file", "a.zip", ZIP), "other").statusCode()).isEqualTo(403);
    runner.put(job.id(), PlainRunner.finalUpdate(job.token(), "success", ""));
    HttpResponse<String> late = upload("", part("file", "a.zip", ZIP), job.token());
    assertThat(late.statusCode()).isEqualTo(403);
    assertThat(late.headers().firstValue("Job-Status")).contains("success");
    assertThat(job.state()).isEqualTo(JobState.SUCCESS);
  }

  static Stream<Arguments> forms() {
    String gzip = "\u001f\u008bcontent";
    return Stream.of(
        arguments(201, "?artifact_type=junit&artifact_format=gzip", part("file", "j.gz", gzip)),
        arguments(201, "?artifact_type=sast&artifact_format=raw", part("file", "s.json", "{}")),
        arguments(201, "?artifact_format=zipzstd", part("file", "a.zip", ZIP)),
        arguments(
            201, "?artifact_format=tarzstd", part("file", "a.tar.zst", "(\u00b5/\u00fdcontent")),
        arguments(400, "?artifact_format=rar", part("file", "a.rar", "x")),
        arguments(400, "?artifact_format=raw", part("file", "a.txt", "x")),
        arguments(400, "?artifact_type=junit&artifact_format=raw", part("file", "j.xml", "<x/>")),
        arguments(400, "?artifact_type=junit&artifact_format=gzip", part("file", "j.xml", gzip)),
        arguments(400, "?artifact_type=junit&artifact_format=gzip", part("file", "j.gz", "plain")),
        arguments(400, "?artifact_type=", part("file", "a.zip", ZIP)),
        arguments(400, "?name=x", part("file", "a.zip", ZIP)),
        arguments(400, "", part("upload", "a.zip", ZIP)),
        arguments(400, "", "--b0undary\r\n"),
        arguments(400, "", part("file", "a.zip", ZIP).replace("--b0undary--", "")),
        arguments(400, "", part("file", "a.zip", "PK\r\n--b0undary\r\nsecond")),
        arguments(400, "", "{}"));
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("forms")
  @DisplayName("format, type, name and content have to fit")
  void form(int status, String query, String body) {
    HttpResponse<String> answer = upload(query, body, job.token());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(coordinator.journal().violations()).hasSize(status == 201 ? 0 : 1);
  }
}
