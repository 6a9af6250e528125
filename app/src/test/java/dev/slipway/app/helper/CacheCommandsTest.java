package dev.slipway.app.helper;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CacheCommandsTest {
  private static final String FILE = "../cache/key/cache.zip";
  private static final Map<String, String> DATED =
      Map.of("Last-Modified", "Fri, 02 Jan 2026 12:00:00 GMT", "ETag", "\"e\"");

  @TempDir Path folder;
  private Path project;
  private StubServer store;
  private HelperRun helper;

  @BeforeEach
  void open() throws IOException {
    project = Files.createDirectories(folder.resolve("project"));
    Files.createDirectories(project.resolve("deps"));
    Files.writeString(project.resolve("deps/x"), "content");
    store = new StubServer();
    helper = new HelperRun(project);
  }

  @AfterEach
  void close() {
    store.close();
  }

  private Path archive() {
    return project.resolve(FILE).normalize();
  }

  private int push(String... more) {
    return helper.run(
        new CacheArchiver(), with(more, "--file", FILE, "--path", "deps", "--timeout", "1"));
  }

  private int pull(String... more) {
    return helper.run(new CacheExtractor(), with(more, "--file", FILE, "--timeout", "1"));
  }

  private static String[] with(String[] more, String... first) {
    String[] all = java.util.Arrays.copyOf(first, first.length + more.length);
    System.arraycopy(more, 0, all, first.length, more.length);
    return all;
  }

  /** An archive of the project's files, which are gone then. */
  private byte[] packed() throws IOException {
    assertThat(push()).isZero();
    byte[] bytes = Files.readAllBytes(archive());
    Files.delete(archive());
    Files.delete(project.resolve("deps/x"));
    return bytes;
  }

  @Test
  @DisplayName(
      "an upload is tried again where the store is troubled, with the headers it was signed with")
  void uploadAgain() {
    store.then(500).then(503).then(200);
    assertThat(push("--url", store.url() + "/o?sig=hush", "--header", "x-amz-meta-cachekey: k"))
        .isZero();
    assertThat(store.asked()).hasSize(3);
    StubServer.Asked last = store.asked().getLast();
    assertThat(last.line()).isEqualTo("PUT /o?sig=hush");
    assertThat(last.header("X-amz-meta-cachekey")).isEqualTo("k");
    assertThat(last.header("Content-type")).isEqualTo("application/octet-stream");
    assertThat(last.header("Last-modified")).endsWith("GMT");
    assertThat(last.body()).isEqualTo(store.asked().getFirst().body()).isNotEmpty();
    assertThat(helper.pauses()).containsExactly(Duration.ofSeconds(1), Duration.ofSeconds(1));
    assertThat(helper.log())
        .contains("Uploading cache.zip to " + store.url() + "/o ")
        .contains("WARNING: Retrying... error=received: 500")
        .doesNotContain("hush");
  }

  @Test
  @DisplayName("an upload ends after as many tries as are allowed, and at once where it is refused")
  void uploadFails() {
    store.then(500).then(500).then(500);
    assertThat(push("--url", store.url() + "/o")).isEqualTo(1);
    assertThat(store.asked()).hasSize(3);
    assertThat(helper.log()).contains("FATAL: received: 500 Internal Server Error");
    store.then(413);
    assertThat(push("--url", store.url() + "/o", "--check-url", store.url() + "/o")).isEqualTo(1);
  }

  @Test
  @DisplayName("a refused upload is told in the store's own words and not tried again")
  void uploadRefused() {
    byte[] xml =
        "<Error><Code>AccessDenied</Code><Message>not you</Message></Error>"
            .getBytes(java.nio.charset.StandardCharsets.UTF_8);
    store.then(403, Map.of(), xml);
    assertThat(push("--url", store.url() + "/o")).isEqualTo(1);
    assertThat(store.asked()).hasSize(1);
    assertThat(helper.log())
        .contains(
            "FATAL: received: 403 Forbidden. Request failed with code: AccessDenied, message: not you");
  }

  @Test
  @DisplayName("an archive that is younger than its files is sent only where the store has none")
  void unchanged() throws IOException {
    Files.setLastModifiedTime(project.resolve("deps/x"), FileTime.from(Instant.EPOCH));
    Files.setLastModifiedTime(project.resolve("deps"), FileTime.from(Instant.EPOCH));
    assertThat(push("--metadata", "{\"cachekey\":\"k\"}")).isZero();
    assertThat(archive().resolveSibling("metadata.json")).hasContent("{\"cachekey\":\"k\"}");
    store.then(200, DATED, new byte[0]);
    assertThat(push("--url", store.url() + "/o", "--check-url", store.url() + "/o?head")).isZero();
    assertThat(store.asked()).hasSize(1);
    assertThat(helper.log()).contains("Primary cache already exists remotely, skipping upload");
    store.then(404).then(200);
    assertThat(push("--url", store.url() + "/o", "--check-url", store.url() + "/o?head")).isZero();
    assertThat(store.asked().getLast().line()).isEqualTo("PUT /o");
    assertThat(helper.log()).contains("does not exist remotely, uploading existing archive");
  }

  @Test
  @DisplayName("an archive under the key's other name is taken over")
  void otherName() throws IOException {
    assertThat(push()).isZero();
    Path other = folder.resolve("cache/other/cache.zip");
    Files.createDirectories(other.getParent());
    Files.move(archive(), other);
    assertThat(push("--alternate-file", "../cache/other/cache.zip")).isZero();
    assertThat(archive()).exists();
    assertThat(other).doesNotExist();
    assertThat(helper.log()).contains("Renamed alternate cache file to primary");
  }

  @Test
  @DisplayName("an archive that is too large stays, and so does one without an address")
  void stays() {
    assertThat(push("--url", store.url() + "/o", "--max-uploaded-archive-size", "10")).isZero();
    assertThat(store.asked()).isEmpty();
    assertThat(helper.log()).contains("is too big (Limit is set to 10)");
    assertThat(helper.run(new CacheArchiver(), "--file", FILE, "--path", "absent")).isZero();
    assertThat(helper.log()).contains("WARNING: No files to cache.");
  }

  @Test
  @DisplayName("a download is tried again, gets the object's time, and is unpacked")
  void downloadAgain() throws IOException {
    byte[] bytes = packed();
    store.then(503).then(200, DATED, bytes);
    assertThat(pull("--url", store.url() + "/o?sig=hush")).isZero();
    assertThat(project.resolve("deps/x")).hasContent("content");
    assertThat(Files.getLastModifiedTime(archive()).toInstant())
        .isEqualTo(Instant.parse("2026-01-02T12:00:00Z"));
    assertThat(helper.log()).contains("Retrying...").contains("etag=\"e\"").doesNotContain("hush");
    store.then(200, DATED, new byte[0]);
    assertThat(pull("--url", store.url() + "/o", "--head-url", store.url() + "/o")).isZero();
    assertThat(store.asked().getLast().line()).isEqualTo("HEAD /o");
    assertThat(helper.log()).contains("cache.zip is up to date");
  }

  @Test
  @DisplayName("the younger of an object's two names is taken")
  void younger() throws IOException {
    byte[] bytes = packed();
    Map<String, String> later = Map.of("Last-Modified", "Fri, 02 Jan 2026 13:00:00 GMT");
    store.then(200, DATED, new byte[0]).then(200, later, new byte[0]).then(200, later, bytes);
    String url = store.url();
    assertThat(
            pull(
                "--url",
                url + "/a",
                "--head-url",
                url + "/a",
                "--alternate-url",
                url + "/b",
                "--alternate-head-url",
                url + "/b"))
        .isZero();
    assertThat(store.asked().getLast().line()).isEqualTo("GET /b");
    assertThat(helper.log()).contains("Selecting alternate cache URL: newer timestamp");
  }

  @Test
  @DisplayName("no object, no archive and a broken archive are told; nothing is unpacked")
  void nothingToUnpack() throws IOException {
    store.then(404);
    assertThat(pull("--url", store.url() + "/o")).isEqualTo(1);
    assertThat(helper.log()).contains("WARNING: file does not exist");
    assertThat(pull()).isEqualTo(1);
    assertThat(helper.log()).contains("WARNING: Cache file does not exist");
    store.then(200, DATED, new byte[] {'P', 'K', 3, 4, 0, 0});
    assertThat(pull("--url", store.url() + "/o")).isEqualTo(1);
    assertThat(helper.log()).contains("FATAL: the archive is broken");
    assertThat(helper.run(new CacheExtractor())).isEqualTo(1);
    assertThat(helper.log()).contains("WARNING: Missing cache file");
  }

  @Test
  @DisplayName("zstd archives come back like zip ones")
  void zstd() throws IOException {
    for (String format : new String[] {"tarzstd", "zipzstd"}) {
      Files.writeString(project.resolve("deps/x"), format);
      Files.deleteIfExists(archive());
      assertThat(push("--compression-format", format)).isZero();
      Files.delete(project.resolve("deps/x"));
      assertThat(pull()).isZero();
      assertThat(project.resolve("deps/x")).hasContent(format);
    }
    assertThat(push("--compression-format", "raw")).isEqualTo(1);
    assertThat(helper.log()).contains("unsupported archive format: raw");
  }
}
