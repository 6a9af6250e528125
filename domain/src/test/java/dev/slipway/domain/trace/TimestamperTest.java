package dev.slipway.domain.trace;

import static dev.slipway.domain.trace.Collected.latin;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class TimestamperTest {
  private static final Instant T1 = Instant.parse("2026-01-02T03:04:05.123456789Z");
  private static final Instant T2 = Instant.parse("2026-11-12T13:14:15Z");
  private static final String H1 = "2026-01-02T03:04:05.123456Z ";
  private static final String H2 = "2026-11-12T13:14:15.000000Z ";

  private final Collected out = new Collected();

  @Test
  @DisplayName("a line carries the time of its first byte")
  void stampsWithTheFirstByte() {
    Timestamper job = new Timestamper(TraceChannel.JOB, out);
    write(job, T1, "hel");
    write(job, T2, "lo\nnext\n");
    assertThat(out.text()).isEqualTo(H1 + "01O hello\n" + H2 + "01O next\n");
  }

  @Test
  @DisplayName("the channel's number is two hexadecimal digits, errors are marked E")
  void namesTheChannel() {
    write(new Timestamper(TraceChannel.SERVICES, out), T1, "\n");
    write(new Timestamper(TraceChannel.MANAGER_ERRORS, out), T1, "x\n");
    assertThat(out.text()).isEqualTo(H1 + "0fO \n" + H1 + "00E x\n");
  }

  @Test
  @DisplayName("a section marker is a line of its own, and what follows continues it")
  void cutsBehindMarkers() {
    Timestamper manager = new Timestamper(TraceChannel.MANAGER, out);
    write(manager, T1, "section_end:1:a\r\033[0Ksection_start:1:b\r\033[0K");
    write(manager, T2, "\033[0KHeading\n");
    assertThat(out.text())
        .isEqualTo(
            H1
                + "00O section_end:1:a\r\033[0K\n"
                + H1
                + "00O+section_start:1:b\r\033[0K\n"
                + H2
                + "00O+\033[0KHeading\n");
    assertThat(manager.isAtLineBegin()).isTrue();
  }

  @Test
  @DisplayName("the job's short progress line stays whole, markers in it too")
  void keepsShortProgress() {
    Timestamper job = new Timestamper(TraceChannel.JOB, out);
    write(job, T1, "progress 1\r");
    write(job, T1, "section_start:1:x\r\033[0Kprogress 3\r\n");
    assertThat(out.text())
        .isEqualTo(H1 + "01O progress 1\rsection_start:1:x\r\033[0Kprogress 3\r\n");
  }

  @Test
  @DisplayName("long progress is cut behind a carriage return, but not before the newline")
  void cutsLongProgress() {
    Timestamper job = new Timestamper(TraceChannel.JOB, out);
    String step = "x".repeat(Timestamper.PROGRESS_BYTES - 1) + "\r";
    write(job, T1, step + step + "\nend\n");
    assertThat(out.text())
        .isEqualTo(H1 + "01O " + step + "\n" + H1 + "01O+" + step + "\n" + H1 + "01O end\n");
  }

  @Test
  @DisplayName("8 KiB without a newline are cut between characters")
  void cutsFullLines() {
    Timestamper job = new Timestamper(TraceChannel.JOB, out);
    String exact = "x".repeat(Timestamper.LINE_BYTES_MAX);
    write(job, T1, exact + "\n");
    write(job, T1, exact + "y\n");
    byte[] euro =
        ("x".repeat(Timestamper.LINE_BYTES_MAX - 2) + "\u20ac\n").getBytes(StandardCharsets.UTF_8);
    job.write(T1, euro, 0, euro.length);
    assertThat(out.text())
        .isEqualTo(
            H1
                + "01O "
                + exact
                + "\n"
                + H1
                + "01O "
                + exact
                + "\n"
                + H1
                + "01O+y\n"
                + H1
                + "01O "
                + exact.substring(2)
                + "\n"
                + H1
                + "01O+\u00e2\u0082\u00ac\n");
  }

  @Test
  @DisplayName("a last line without end gets one; an empty one does not appear")
  void closes() {
    Timestamper job = new Timestamper(TraceChannel.JOB, out);
    job.close();
    write(job, T1, "open");
    job.close();
    write(job, T2, "again\n");
    assertThat(out.text()).isEqualTo(H1 + "01O open\n" + H2 + "01O again\n");
  }

  private static void write(Timestamper target, Instant now, String text) {
    target.write(now, latin(text), 0, text.length());
  }
}
