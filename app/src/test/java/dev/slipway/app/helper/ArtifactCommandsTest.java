package dev.slipway.app.helper;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.app.helper.archive.ArchiveFormat;
import dev.slipway.app.helper.archive.ArchiveOptions;
import dev.slipway.app.helper.archive.ArchiveWriter;
import dev.slipway.app.helper.archive.CompressionLevel;
import dev.slipway.domain.tree.TreeJson;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArtifactCommandsTest {
  @TempDir Path project;
  private StubServer gitlab;
  private StubServer store;
  private HelperRun helper;

  @BeforeEach
  void open() throws IOException {
    Files.writeString(project.resolve("a.txt"), "content a");
    Files.writeString(project.resolve("b.txt"), "content b");
    gitlab = new StubServer();
    store = new StubServer();
    helper =
        new HelperRun(
            project, Map.of("CI_JOB_TOKEN", "job-token-word", "NAME", "named", "CI_JOB_ID", "42"));
  }

  @AfterEach
  void close() {
    gitlab.close();
    store.close();
  }

  private int upload(String... more) {
    String[] line = new String[more.length + 2];
    line[0] = "--url";
    line[1] = gitlab.url();
    System.arraycopy(more, 0, line, 2, more.length);
    return helper.run(new ArtifactsUploader(), line);
  }

  private int download(String... more) {
    String[] line = new String[more.length + 2];
    line[0] = "--url";
    line[1] = gitlab.url();
    System.arraycopy(more, 0, line, 2, more.length);
    return helper.run(new ArtifactsDownloader(), line);
  }

  private byte[] zip() throws IOException, InterruptedException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ArchiveWriter.write(
        ArchiveFormat.ZIP,
        project,
        new TreeSet<>(List.of("a.txt")),
        ArchiveOptions.of(CompressionLevel.DEFAULT),
        out);
    Files.delete(project.resolve("a.txt"));
    return out.toByteArray();
  }

  @Test
  @DisplayName("an upload names format, type, expiry and file")
  void upload() {
    gitlab.then(201);
    assertThat(
            upload(
                "--path",
                "a.txt",
                "--name",
                "x/$NAME",
                "--artifact-type",
                "junit",
                "--artifact-format",
                "gzip",
                "--expire-in",
                "1 week"))
        .isZero();
    StubServer.Asked asked = gitlab.asked().getFirst();
    assertThat(asked.line())
        .isEqualTo(
            "POST /api/v4/jobs/42/artifacts?artifact_format=gzip&artifact_type=junit&expire_in=1+week");
    assertThat(asked.header("Job-token")).isEqualTo("job-token-word");
    assertThat(asked.text()).contains("name=\"file\"; filename=\"named.gz\"");
    assertThat(helper.log())
        .contains("Uploading artifacts as \"junit\" to coordinator... 201 Created")
        .doesNotContain("job-token-word");
  }

  @ParameterizedTest(name = "{0} x {1}: {2} requests, {3}")
  @DisplayName("what a refused upload ends with")
  @CsvSource({
    "403, 1, 1, permission denied",
    "413, 1, 1, too large",
    "503, 9, 6, service unavailable",
    "500, 9, 3, invalid argument",
    "404, 9, 3, invalid argument"
  })
  void refused(int status, int times, int requests, String fatal) {
    for (int i = 0; i < times; i++) {
      gitlab.then(status);
    }
    assertThat(upload("--path", "a.txt")).isEqualTo(1);
    assertThat(gitlab.asked()).hasSize(requests);
    assertThat(helper.log()).contains("FATAL: " + fatal);
  }

  @Test
  @DisplayName("an upload is tried again with its whole body, after longer and longer waits")
  void again() {
    gitlab.then(503).then(503).then(503).then(503).then(503).then(201);
    assertThat(upload("--path", "*.txt", "--exclude", "b*")).isZero();
    assertThat(gitlab.asked()).hasSize(6);
    assertThat(gitlab.asked().getLast().text()).contains("a.txt").doesNotContain("b.txt");
    assertThat(helper.pauses())
        .containsExactly(
            Duration.ofSeconds(1),
            Duration.ofSeconds(2),
            Duration.ofSeconds(4),
            Duration.ofSeconds(5),
            Duration.ofSeconds(5));
    assertThat(helper.log()).contains("Retrying... context=artifacts-uploader");
  }

  @Test
  @DisplayName("a redirected upload goes to the other address")
  void redirected() {
    gitlab.then(307, Map.of("Location", store.url("localhost") + "/elsewhere"), new byte[0]);
    store.then(201);
    assertThat(upload("--path", "a.txt")).isZero();
    assertThat(store.asked().getFirst().line())
        .isEqualTo("POST /api/v4/jobs/42/artifacts?artifact_format=zip");
    assertThat(helper.log())
        .contains("Upload request redirected new-url=" + store.url("localhost"));
  }

  @Test
  @DisplayName("raw is one file and keeps its bytes; nothing to send is no failure")
  void raw() {
    gitlab.then(201);
    assertThat(upload("--path", "a.txt", "--artifact-format", "raw", "--name", "a.txt")).isZero();
    assertThat(gitlab.asked().getFirst().text())
        .contains("filename=\"a.txt\"", "\r\n\r\ncontent a\r\n");
    assertThat(upload("--path", "*.txt", "--artifact-format", "raw")).isEqualTo(1);
    assertThat(helper.log()).contains("only one file can be sent as raw");
    assertThat(upload("--path", "absent")).isZero();
    assertThat(helper.log()).contains("ERROR: No files to upload");
    assertThat(upload("--path", "a.txt", "--artifact-format", "rar")).isEqualTo(1);
    assertThat(helper.log()).contains("unsupported archive format: rar");
  }

  @Test
  @DisplayName("a statement of provenance names each file's digest, and goes with the files")
  void provenance() throws IOException {
    gitlab.then(201);
    assertThat(
            upload(
                "--path",
                "a.txt",
                "--name",
                "site",
                "--generate-artifacts-metadata",
                "--runner-id",
                "7",
                "--repo-url",
                "https://gitlab.example.com/g/p",
                "--repo-digest",
                "abc",
                "--job-name",
                "build",
                "--executor-name",
                "kubernetes",
                "--runner-name",
                "one",
                "--started-at",
                "2026-01-02T12:00:00Z",
                "--ended-at",
                "2026-01-02T12:01:00Z",
                "--metadata-parameter",
                "B",
                "--metadata-parameter",
                "A"))
        .isZero();
    assertThat(gitlab.asked().getFirst().text()).contains("site-metadata.json");
    String json = Files.readString(project.resolve("site-metadata.json"));
    assertThat(TreeJson.read(json)).isPresent();
    assertThat(json.replaceAll("\\s", ""))
        .contains("\"predicateType\":\"https://slsa.dev/provenance/v1\"")
        .contains(
            // printf 'content a' | sha256sum
            "\"subject\":[{\"name\":\"a.txt\",\"digest\":{\"sha256\":\"SUM\"}}]"
                .replace("SUM", sum()))
        .contains(
            "\"externalParameters\":{\"entryPoint\":\"build\",\"source\":\"https://gitlab.example.com/g/p\",\"A\":\"\",\"B\":\"\"}")
        .contains("\"id\":\"https://gitlab.example.com/g/p/-/runners/7\"")
        .contains("\"startedOn\":\"2026-01-02T12:00:00Z\",\"finishedOn\":\"2026-01-02T12:01:00Z\"")
        .doesNotContain("job-token-word");
    assertThat(
            upload("--path", "a.txt", "--generate-artifacts-metadata", "--artifact-format", "gzip"))
        .isEqualTo(1);
    assertThat(project.resolve("artifacts-metadata.json")).doesNotExist();
  }

  private static String sum() {
    return "0069ffe8481777aa403982d9e9b3fa48957015a07cfa0f66dae32050b95bda54";
  }

  @Test
  @DisplayName("a download from an object store does not show it the token")
  void direct() throws Exception {
    byte[] zip = zip();
    gitlab.then(302, Map.of("Location", store.url("localhost") + "/object?sig=hush"), new byte[0]);
    store.then(200, Map.of(), zip);
    assertThat(download("--direct-download")).isZero();
    assertThat(project.resolve("a.txt")).hasContent("content a");
    assertThat(gitlab.asked().getFirst().line())
        .isEqualTo("GET /api/v4/jobs/42/artifacts?direct_download=true");
    assertThat(gitlab.asked().getFirst().header("Job-token")).isEqualTo("job-token-word");
    assertThat(store.asked().getFirst().line()).isEqualTo("GET /object?sig=hush");
    assertThat(store.asked().getFirst().headers()).doesNotContainKey("Job-token");
    assertThat(helper.log())
        .contains("Direct download from localhost")
        .contains("Downloading artifacts from coordinator... ok")
        .doesNotContain("hush");
  }

  @Test
  @DisplayName("a download that failed is tried again, through GitLab")
  void downloadAgain() throws Exception {
    byte[] zip = zip();
    gitlab.then(500).then(200, Map.of(), zip);
    assertThat(download("--direct-download")).isZero();
    assertThat(gitlab.asked().getLast().line()).isEqualTo("GET /api/v4/jobs/42/artifacts");
    assertThat(project.resolve("a.txt")).hasContent("content a");
    assertThat(helper.pauses()).containsExactly(Duration.ofSeconds(1));
  }

  @ParameterizedTest(name = "{0}: {1} requests, {2}, {3}")
  @DisplayName("what a refused download ends with")
  @CsvSource({
    "401, 1, unauthorized, permission denied",
    "403, 1, forbidden, permission denied",
    "404, 1, not found, file does not exist",
    "500, 3, failed, invalid argument"
  })
  void downloadRefused(int status, int requests, String word, String fatal) {
    gitlab.then(status).then(status).then(status).then(status);
    assertThat(download()).isEqualTo(1);
    assertThat(gitlab.asked()).hasSize(requests);
    assertThat(helper.log())
        .contains("Downloading artifacts from coordinator... " + word)
        .contains("FATAL: " + fatal);
  }

  @Test
  @DisplayName("a broken archive, a redirect without end and a missing address end the command")
  void broken() {
    gitlab.then(200, Map.of(), "no zip".getBytes(StandardCharsets.UTF_8));
    assertThat(download()).isEqualTo(1);
    assertThat(helper.log()).contains("FATAL: the archive is broken");
    for (int i = 0; i < 40; i++) {
      gitlab.then(302, Map.of("Location", "/again"), new byte[0]);
    }
    assertThat(download()).isEqualTo(1);
    assertThat(helper.log()).contains("redirected more than 10 times");
    assertThat(helper.run(new ArtifactsDownloader())).isEqualTo(1);
    assertThat(helper.log()).contains("Missing URL (--url)", "FATAL: Incomplete arguments");
  }
}
