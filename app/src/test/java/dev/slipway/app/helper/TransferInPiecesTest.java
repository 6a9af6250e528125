package dev.slipway.app.helper;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.app.helper.archive.ArchiveFormat;
import dev.slipway.app.helper.archive.ArchiveOptions;
import dev.slipway.app.helper.archive.ArchiveWriter;
import dev.slipway.app.helper.archive.CompressionLevel;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TransferInPiecesTest {
  private static final Map<String, String> WANTED =
      Map.of("FF_USE_PARALLEL_CACHE_TRANSFER", "true", "CACHE_CHUNK_SIZE", "1000");

  @TempDir Path folder;
  private Path project;
  private byte[] content;
  private byte[] archive;

  @BeforeEach
  void open() throws Exception {
    project = Files.createDirectories(folder.resolve("project"));
    pack(5000);
  }

  private void pack(int bytes) throws Exception {
    content = new byte[bytes];
    new Random(3).nextBytes(content);
    Files.write(project.resolve("x"), content);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ArchiveWriter.write(
        ArchiveFormat.ZIP,
        project,
        new TreeSet<>(List.of("x")),
        ArchiveOptions.of(CompressionLevel.DEFAULT),
        out);
    archive = out.toByteArray();
    Files.delete(project.resolve("x"));
  }

  private int pull(HelperRun helper, PiecesServer store, String... more) {
    String[] line = new String[more.length + 6];
    String[] first = {"--file", "../c/cache.zip", "--url", store.url("127.0.0.1") + "/o?sig=hush"};
    System.arraycopy(first, 0, line, 0, 4);
    line[4] = "--timeout";
    line[5] = "1";
    System.arraycopy(more, 0, line, 6, more.length);
    return helper.run(new CacheExtractor(), line);
  }

  /** What is asked for when it is fetched once, in pieces of 1000. */
  private List<String> allPieces() {
    return IntStream.rangeClosed(0, (archive.length - 1) / 1000)
        .mapToObj(
            i ->
                i == 0
                    ? "bytes=0-999"
                    : "bytes=%d-%d of the same"
                        .formatted(1000 * i, Math.min(1000 * i + 999, archive.length - 1)))
        .sorted()
        .toList();
  }

  @Test
  @DisplayName("a cache comes in pieces of the size that is asked for, several at once")
  void severalAtOnce() throws IOException {
    HelperRun helper = new HelperRun(project, WANTED);
    // Five pieces follow the first: as many as must be asked for before one is given.
    try (PiecesServer store = new PiecesServer(archive).togetherWith(5)) {
      assertThat(pull(helper, store)).isZero();
      assertThat(store.asked()).isEqualTo(allPieces()).hasSize(6);
    }
    assertThat(project.resolve("x")).hasBinaryContent(content);
    assertThat(folder.resolve("c/cache.zip")).hasBinaryContent(archive);
    assertThat(helper.log())
        .containsOnlyOnce("Downloading cache from http://127.0.0.1:")
        .contains("/o (parallel) etag=\"of-")
        .doesNotContain("hush");
  }

  @Test
  @DisplayName("one connection, and one that takes every piece in turn, give the same")
  void oneAfterAnother() throws IOException {
    for (String atOnce : List.of("1", "2", "1000")) {
      HelperRun helper = new HelperRun(project, WANTED);
      try (PiecesServer store = new PiecesServer(archive)) {
        assertThat(pull(helper, store, "--concurrency", atOnce)).isZero();
        assertThat(store.asked()).isEqualTo(allPieces());
      }
      assertThat(folder.resolve("c/cache.zip")).hasBinaryContent(archive);
      Files.delete(folder.resolve("c/cache.zip"));
    }
  }

  @Test
  @DisplayName("without the flag, and where it is smaller than a piece, it comes at once")
  void oneRequest() throws IOException {
    HelperRun plain = new HelperRun(project, Map.of("CACHE_CHUNK_SIZE", "1000"));
    HelperRun small = new HelperRun(project, Map.of("FF_USE_PARALLEL_CACHE_TRANSFER", "1"));
    try (PiecesServer store = new PiecesServer(archive)) {
      assertThat(pull(plain, store)).isZero();
      assertThat(pull(small, store)).isZero();
      assertThat(store.asked()).containsExactly("all", "bytes=0-16777215");
    }
    assertThat(plain.log() + small.log()).doesNotContain("parallel");
    assertThat(project.resolve("x")).hasBinaryContent(content);
  }

  @Test
  @DisplayName("a server that gives no pieces gives the whole in one stream")
  void noPieces() throws IOException {
    HelperRun helper = new HelperRun(project, WANTED);
    try (PiecesServer store = new PiecesServer(archive).withoutPieces()) {
      assertThat(pull(helper, store)).isZero();
      assertThat(store.asked()).containsExactly("bytes=0-999");
    }
    assertThat(project.resolve("x")).hasBinaryContent(content);
    assertThat(helper.log()).doesNotContain("parallel");
  }

  @Test
  @DisplayName("pieces of two versions are not put together: it begins again")
  void changed() throws IOException {
    byte[] older = new byte[archive.length];
    HelperRun helper = new HelperRun(project, WANTED);
    try (PiecesServer store = new PiecesServer(older)) {
      store.answering(
          request -> {
            if (request == 2) {
              store.replace(archive);
            }
            return 206;
          });
      assertThat(pull(helper.atPause(() -> {}), store, "--concurrency", "1")).isZero();
    }
    assertThat(folder.resolve("c/cache.zip")).hasBinaryContent(archive);
    assertThat(helper.log())
        .contains("Retrying... error=the piece from byte 2000 on was refused: 412");
  }

  @Test
  @DisplayName("a piece that is refused or too short is a failure of the whole, and leaves nothing")
  void brokenPiece() throws IOException {
    HelperRun refused = new HelperRun(project, WANTED);
    try (PiecesServer store = new PiecesServer(archive)) {
      store.answering(request -> request % 4 == 0 ? 503 : 206);
      assertThat(pull(refused, store, "--retry", "1", "--concurrency", "1")).isEqualTo(1);
      assertThat(refused.log()).contains("WARNING: the piece from byte 3000 on was refused: 503");
    }
    HelperRun cut = new HelperRun(project, WANTED);
    try (PiecesServer store = new PiecesServer(archive).lacking(1)) {
      assertThat(pull(cut, store, "--retry", "0")).isEqualTo(1);
      assertThat(cut.log()).contains("gave another piece than it was asked for");
    }
    assertThat(folder.resolve("c")).isEmptyDirectory();
  }

  @Test
  @DisplayName("an object without a byte, and one that is not there, are told as ever")
  void nothing() throws IOException {
    HelperRun empty = new HelperRun(project, WANTED);
    try (PiecesServer store = new PiecesServer(new byte[0])) {
      assertThat(pull(empty, store)).isEqualTo(1);
      assertThat(store.asked()).containsExactly("all", "bytes=0-999");
    }
    assertThat(empty.log()).contains("FATAL: the archive is broken");
    HelperRun absent = new HelperRun(folder, WANTED);
    try (PiecesServer store = new PiecesServer(archive).answering(_ -> 404)) {
      assertThat(pull(absent, store)).isEqualTo(1);
    }
    assertThat(absent.log()).contains("WARNING: file does not exist");
    HelperRun wrong = new HelperRun(project, WANTED);
    try (PiecesServer store = new PiecesServer(archive)) {
      assertThat(pull(wrong, store, "--chunk-size", "0")).isEqualTo(1);
    }
    assertThat(wrong.log()).contains("--chunk-size: \"0\" is not usable");
  }

  @Test
  @DisplayName("artifacts come in pieces from the store that GitLab points to, not from GitLab")
  void artifacts() throws Exception {
    pack(33 << 20);
    HelperRun helper =
        new HelperRun(
            project, Map.of("CI_JOB_TOKEN", "t", "FF_USE_PARALLEL_ARTIFACT_TRANSFER", "true"));
    try (StubServer gitlab = new StubServer();
        PiecesServer store = new PiecesServer(archive).togetherWith(2)) {
      gitlab.then(302, Map.of("Location", store.url("localhost") + "/o"), new byte[0]);
      String[] line = {"--url", gitlab.url(), "--id", "42", "--direct-download"};
      assertThat(helper.run(new ArtifactsDownloader(), line)).isZero();
      assertThat(gitlab.asked().getFirst().headers()).doesNotContainKey("Range");
      assertThat(store.asked())
          .containsExactly(
              "bytes=0-16777215",
              "bytes=16777216-33554431 of the same",
              "bytes=33554432-%d of the same".formatted(archive.length - 1));
    }
    assertThat(project.resolve("x")).hasBinaryContent(content);
    assertThat(helper.log()).contains("Downloading artifacts from coordinator... ok");
  }
}
