package dev.slipway.app.flow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.domain.pod.PodName;
import dev.slipway.domain.trace.MaskingRules;
import dev.slipway.domain.trace.TraceLog;
import dev.slipway.ports.cluster.ClusterError;
import dev.slipway.ports.cluster.ContainerName;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
@DisplayName("What a service prints is shown in the job's log")
class ServiceLogTest {
  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
  private static final String AT = "2026-01-02T03:04:0";

  private final ByteArrayOutputStream written = new ByteArrayOutputStream();
  private final ScriptedLog container = new ScriptedLog();
  private final JobLog log = jobLog();

  @Test
  @DisplayName("line by line, masked, in grey, with its name before it")
  void lines() {
    container.thenEnds(AT + "1.000000001Z one s3cret\n" + AT + "1.000000002Z two, no end");

    follow(NOW.plusSeconds(1)).run(clock());

    assertThat(shown())
        .isEqualTo(
            """
            ESC[0;37m[service:redis-db] 2026-01-02T03:04:01.000000001Z one [MASKED]ESC[0;m
            ESC[0;37m[service:redis-db] 2026-01-02T03:04:01.000000002Z two, no endESC[0;m
            """);
  }

  @Test
  @DisplayName("once each, also where the connection breaks")
  void broken() {
    container
        .thenRefuses(new ClusterError.Invalid("is waiting to start"))
        .thenBreaks(
            AT + "1.000000001Z one\n" + AT + "1.5Z two\n" + AT + "1.5Z three\n" + AT + "1.6")
        .thenRefuses(new ClusterError.Unavailable("away", Optional.empty()))
        .thenEnds(
            AT
                + "1.000000001Z one\n"
                + AT
                + "1.5Z two\n"
                + AT
                + "1.5Z three\n"
                + AT
                + "1.6Z four\n");

    follow(NOW.plusSeconds(1)).run(clock());

    assertThat(shown().lines().map(line -> line.replaceAll(".*Z |ESC.*$", "")))
        .containsExactly("one", "two", "three", "four");
    assertThat(container.asked()).startsWith(Instant.EPOCH, Instant.EPOCH).hasSize(4);
    assertThat(container.asked().getLast()).isEqualTo(Instant.parse(AT + "1.5Z"));
  }

  @Test
  @DisplayName("in pieces where a line is too long")
  void longLine() {
    String line = AT + "1Z " + "x".repeat(ServiceLog.LINE_BYTES_MAX);
    container.thenBreaks(line + "\n" + AT + "2Z next\n").thenEnds(line + "\n" + AT + "2Z next\n");

    follow(NOW).run(clock());

    assertThat(shown().lines().map(String::length)).hasSize(3);
    assertThat(shown()).contains("] " + "x".repeat(21) + "ESC[0;m\n");
  }

  @Test
  @DisplayName("not where it is refused, which is said; nor when it does not start in time")
  void refused() {
    container.thenRefuses(new ClusterError.Forbidden("pods/log is forbidden"));
    follow(NOW).run(clock());
    container.thenRefuses(new ClusterError.Invalid("is waiting to start"));
    follow(NOW).run(clock());

    assertThat(shown())
        .isEqualTo(
            """
            ESC[0;33mWARNING: failed to open log stream for container db: pods/log is forbiddenESC[0;m
            ESC[0;33mWARNING: failed to open log stream for container db: is waiting to startESC[0;m
            """);
  }

  @Test
  @DisplayName("no more once it is closed, which ends the waiting for more")
  void closed() throws Exception {
    CountDownLatch reading = new CountDownLatch(1);
    CountDownLatch closing = new CountDownLatch(1);
    container.then(
        new InputStream() {
          @Override
          public int read() throws IOException {
            reading.countDown();
            try {
              closing.await();
            } catch (InterruptedException e) {
              throw new IOException(e);
            }
            return '\n';
          }

          @Override
          public int read(byte[] into, int from, int length) throws IOException {
            into[from] = 'x';
            into[from + 1] = (byte) read();
            return 2;
          }

          @Override
          public void close() {
            closing.countDown();
          }
        });
    ServiceLog service = follow(NOW);
    Thread following = Thread.ofVirtual().start(() -> service.run(clock()));
    reading.await();

    service.close();
    following.join();

    assertThat(shown()).isEmpty();
  }

  private ServiceLog follow(Instant limit) {
    ContainerName name = new ContainerName(new PodName("ci", "pod"), "db");
    return new ServiceLog(container, name, "redis-db", log, limit);
  }

  private String shown() {
    return written.toString(StandardCharsets.UTF_8).replace("\033", "ESC");
  }

  private JobLog jobLog() {
    return new JobLog(
        clock(),
        MaskingRules.of(Set.of("s3cret"), List.of(), false),
        false,
        true,
        new TraceLog(1 << 20, (bytes, from, to) -> written.write(bytes, from, to - from)),
        () -> {},
        _ -> {});
  }

  private static InstantSource clock() {
    return InstantSource.fixed(NOW);
  }
}
