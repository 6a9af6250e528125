package dev.slipway.app.flow;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.domain.stage.Stage;
import dev.slipway.domain.trace.LogStyle;
import dev.slipway.domain.trace.MaskingRules;
import dev.slipway.domain.trace.TraceLog;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class JobLogTest {
  private final ByteArrayOutputStream written = new ByteArrayOutputStream();
  private final AtomicInteger more = new AtomicInteger();
  private final List<String> lost = new ArrayList<>();
  private boolean full;

  @Test
  @DisplayName("a section is closed once: by the next one, by its end, or by the log's end")
  void sections() {
    JobLog log = log(true);
    log.begin("one", "One");
    log.begin("two", "Two");
    log.end();
    log.end();
    log.begin(Stage.PREPARE_SCRIPT);
    log.close(LogStyle.info("Job succeeded"));
    String id = Stage.PREPARE_SCRIPT.id();
    assertThat(text().lines().filter(line -> line.contains("section_")).toList().toString())
        .containsSubsequence(
            "section_start:42:one",
            "section_end:42:one",
            "section_start:42:two",
            "section_end:42:two",
            "section_start:42:" + id,
            "section_end:42:" + id);
    assertThat(text().split("section_end", -1)).hasSize(4);
    assertThat(text().split("section_start", -1)).hasSize(4);
  }

  @Test
  @DisplayName("a server that knows no sections gets none")
  void noSections() {
    JobLog log = log(false);
    log.begin("one", "One");
    log.close(LogStyle.info("Job succeeded"));
    assertThat(text()).contains("One").doesNotContain("section_");
  }

  @Test
  @DisplayName("what was held back comes before the closing line, and nothing comes after it")
  void closingLine() {
    JobLog log = log(true);
    log.job("no newline, half of a sec".getBytes(UTF_8));
    log.close(LogStyle.error("Job failed"));
    assertThat(text()).containsSubsequence("no newline, half of a sec", "ERROR: Job failed");
    assertThat(text().stripTrailing()).endsWith("Job failed\033[0;m");
  }

  @Test
  @DisplayName("what comes late is dropped: size and checksum stay those that the job's end tells")
  void late() {
    JobLog log = log(true);
    log.close(LogStyle.info("Job succeeded"));
    TraceLog.Position end = log.position();
    String closed = text();
    log.job("late\n".getBytes(UTF_8));
    log.service("late\n".getBytes(UTF_8));
    log.podLine("late");
    log.warning("late");
    log.begin("late", "Late");
    log.maskToo(Set.of("late"));
    log.endOfScript();
    assertThat(text()).isEqualTo(closed);
    assertThat(log.position()).isEqualTo(end);
  }

  @Test
  @DisplayName("what a script leaves unfinished is its own: it does not wait for the next one")
  void endOfScript() {
    JobLog log = log(true);
    log.job("half of a secret-".getBytes(UTF_8));
    log.endOfScript();
    assertThat(text()).endsWith("half of a secret-");
  }

  @Test
  @DisplayName("a masked value is not written, whoever writes it")
  void masked() {
    JobLog log = log(true);
    log.info("it is secret-value");
    log.job("secret-".getBytes(UTF_8));
    log.job("value\n".getBytes(UTF_8));
    log.close(LogStyle.error("Job failed: secret-value"));
    assertThat(text()).doesNotContain("secret-value").contains("[MASKED]");
  }

  @Test
  @DisplayName("each write says that there is more, and the position is that of what was written")
  void position() {
    JobLog log = log(true);
    log.plain("a");
    log.podLine("b");
    log.job("c\n".getBytes(UTF_8));
    assertThat(more).hasValue(3);
    log.close(LogStyle.info("Job succeeded"));
    assertThat(log.position().size()).isEqualTo(written.size());
  }

  @Test
  @DisplayName("where there is no more room, that is told once, and size and checksum stay true")
  void noRoom() {
    JobLog log = log(true);
    log.plain("kept");
    TraceLog.Position before = log.position();
    full = true;
    log.job("lost\n".getBytes(UTF_8));
    log.plain("lost");
    log.podLine("lost");
    full = false;
    log.close(LogStyle.error("Job failed"));
    assertThat(lost).containsExactly("not written (No space left on device)");
    assertThat(log.position().size()).isEqualTo(before.size()).isEqualTo(written.size());
    assertThat(log.position().crc32()).isEqualTo(before.crc32());
  }

  private void store(byte[] bytes, int from, int to) {
    if (full) {
      throw new UncheckedIOException("not written", new IOException("No space left on device"));
    }
    written.write(bytes, from, to - from);
  }

  private String text() {
    return written.toString(UTF_8);
  }

  private JobLog log(boolean sections) {
    return new JobLog(
        InstantSource.fixed(Instant.ofEpochSecond(42)),
        MaskingRules.of(Set.of("secret-value"), List.of(), false),
        false,
        sections,
        new TraceLog(1 << 20, this::store),
        more::incrementAndGet,
        lost::add);
  }
}
