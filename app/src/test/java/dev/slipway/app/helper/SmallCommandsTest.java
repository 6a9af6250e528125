package dev.slipway.app.helper;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SmallCommandsTest {
  @TempDir Path folder;

  @Test
  @DisplayName(
      "cache-init opens each directory for everybody, and tells of those that are not there")
  void cacheInit() throws IOException {
    Path cache = Files.createDirectory(folder.resolve("cache"));
    HelperRun helper = new HelperRun(folder);
    assertThat(helper.run(new CacheInit(), "absent", "cache")).isZero();
    assertThat((int) Files.getAttribute(cache, "unix:mode") & 07777).isEqualTo(0777);
    assertThat(helper.log()).contains("ERROR: failed to chmod path: ").contains("absent");
    assertThat(helper.run(new CacheInit())).isEqualTo(1);
    assertThat(helper.log()).contains("FATAL: No arguments passed");
  }

  @Test
  @DisplayName(
      "read-logs prints each line behind the offset of the next, from an offset on, until the file is gone")
  void readLogs() throws IOException {
    Path log = Files.writeString(folder.resolve("log"), "one\ntwo\nthr");
    AtomicInteger pauses = new AtomicInteger();
    HelperRun helper =
        new HelperRun(folder)
            .atPause(
                () -> {
                  try {
                    switch (pauses.incrementAndGet()) {
                      case 1 -> Files.writeString(log, "ee\n", StandardOpenOption.APPEND);
                      default -> Files.deleteIfExists(log);
                    }
                  } catch (IOException e) {
                    throw new java.io.UncheckedIOException(e);
                  }
                });
    assertThat(helper.run(new ReadLogs(), "--path", "log", "--offset", "4")).isEqualTo(100);
    assertThat(helper.out()).isEqualTo("8 two\n14 three\n");
    assertThat(helper.pauses()).containsOnly(Duration.ofMillis(500));
  }

  @Test
  @DisplayName("read-logs cuts a line of more than 16 KiB, and says so by its offset")
  void longLine() throws IOException {
    Path log = Files.writeString(folder.resolve("log"), "x".repeat(20_000) + "\n");
    HelperRun helper =
        new HelperRun(folder)
            .atPause(
                () -> {
                  try {
                    Files.deleteIfExists(log);
                  } catch (IOException e) {
                    throw new java.io.UncheckedIOException(e);
                  }
                });
    assertThat(helper.run(new ReadLogs(), "--path", "log")).isEqualTo(100);
    assertThat(helper.out())
        .isEqualTo("16384 " + "x".repeat(16_384) + "\n20001 " + "x".repeat(3616) + "\n");
  }

  @Test
  @DisplayName("read-logs waits for its file as long as it may")
  void noFile() {
    HelperRun helper = new HelperRun(folder);
    assertThat(helper.run(new ReadLogs(), "--path", "log", "--wait-file-timeout", "3s"))
        .isEqualTo(100);
    assertThat(helper.pauses()).hasSize(3).containsOnly(Duration.ofSeconds(1));
    assertThat(helper.log()).contains("log file not found");
  }

  @Test
  @DisplayName("health-check waits until every port answers")
  void healthCheck() throws IOException {
    try (ServerSocket one = new ServerSocket(0, 5, InetAddress.getByName("localhost"));
        ServerSocket two = new ServerSocket(0, 5, InetAddress.getByName("localhost"))) {
      String first = Integer.toString(one.getLocalPort());
      String second = Integer.toString(two.getLocalPort());
      HelperRun helper = new HelperRun(folder);
      assertThat(helper.run(new HealthCheck(), "--port", first, "--port", second)).isZero();
      assertThat(helper.out())
          .contains(
              "waiting for TCP connection to localhost on [%s, %s]...".formatted(first, second))
          .contains("dial succeeded on localhost:" + first + ". Exiting...")
          .contains("dial succeeded on localhost:" + second + ". Exiting...");
    }
  }

  @Test
  @DisplayName("health-check asks again each second")
  void healthCheckAgain() throws IOException {
    int port;
    try (ServerSocket free = new ServerSocket(0, 5, InetAddress.getByName("localhost"))) {
      port = free.getLocalPort();
    }
    ServerSocket[] late = new ServerSocket[1];
    HelperRun helper =
        new HelperRun(folder, Map.of("DB_TCP_ADDR", "localhost", "DB_TCP_PORT", "" + port))
            .atPause(
                () -> {
                  try {
                    late[0] = new ServerSocket(port, 5, InetAddress.getByName("localhost"));
                  } catch (IOException e) {
                    throw new java.io.UncheckedIOException(e);
                  }
                });
    assertThat(helper.run(new HealthCheck())).isZero();
    late[0].close();
    assertThat(helper.pauses()).containsExactly(Duration.ofSeconds(1));
    assertThat(new HelperRun(folder).run(new HealthCheck())).isEqualTo(1);
    HelperRun bad = new HelperRun(folder);
    assertThat(bad.run(new HealthCheck(), "--port", "70000")).isEqualTo(1);
    assertThat(bad.log()).contains("\"70000\" is no port");
  }
}
