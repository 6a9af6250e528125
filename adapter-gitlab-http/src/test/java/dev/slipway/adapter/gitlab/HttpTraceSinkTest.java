package dev.slipway.adapter.gitlab;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.ports.gitlab.JobReporter.JobCredentials;
import dev.slipway.ports.gitlab.ServerWish;
import dev.slipway.ports.gitlab.TraceSink.TraceAnswer;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HttpTraceSinkTest {
  private static final JobCredentials JOB = new JobCredentials(7, "job-token");
  private final Bench bench = new Bench();

  @AfterEach
  void close() {
    bench.close();
  }

  @Test
  @DisplayName("bytes are sent with their place in the log")
  void appends() throws InterruptedException {
    bench.server.answers(202, "", "X-GitLab-Trace-Update-Interval", "3");
    assertThat(append(1024, "h\u00e9llo", true))
        .isEqualTo(
            new TraceAnswer.Appended(
                1030, new ServerWish(false, Optional.of(Duration.ofSeconds(3)))));
    ScriptedServer.Request request = bench.server.last();
    assertThat(request.method()).isEqualTo("PATCH");
    assertThat(request.target()).isEqualTo("/api/v4/jobs/7/trace?debug_trace=true");
    assertThat(request.header("Content-Range")).isEqualTo("1024-1029");
    assertThat(request.header("Content-Type")).isEqualTo("text/plain");
    assertThat(request.header("JOB-TOKEN")).isEqualTo("job-token");
    assertThat(request.header("Accept")).isNull();
    assertThat(request.body()).isEqualTo("h\u00e9llo");
  }

  @ParameterizedTest
  @DisplayName("416 says how much the server holds")
  @CsvSource({
    "0-1023, 1023",
    "0-, 0",
    "nonsense, 0",
    "'', 0",
    "0-9999999999, 9999999999",
    "0-x, 0"
  })
  void rewinds(String range, long held) throws InterruptedException {
    if (range.isEmpty()) {
      bench.server.answers(416, "");
    } else {
      bench.server.answers(416, "", "Range", range);
    }
    assertThat(append(5, "x", false)).isEqualTo(new TraceAnswer.Rewind(held, ServerWish.NONE));
    assertThat(bench.server.last().target()).endsWith("debug_trace=false");
  }

  @ParameterizedTest
  @DisplayName("other answers")
  @CsvSource({
    "202, canceling, Appended",
    "202, canceled, JobGone",
    "202, failed, JobGone",
    "416, canceled, JobGone",
    "403, '', JobGone",
    "404, '', NotFound",
    "409, '', Failed",
    "200, '', Failed",
  })
  void judges(int status, String jobStatus, String answer) throws InterruptedException {
    if (jobStatus.isEmpty()) {
      bench.server.answers(status, "");
    } else {
      bench.server.answers(status, "", "Job-Status", jobStatus);
    }
    TraceAnswer got = append(0, "x", false);
    assertThat(got.getClass().getSimpleName()).isEqualTo(answer);
    assertThat(got.wish().canceling()).isEqualTo(jobStatus.equals("canceling"));
  }

  @Test
  @DisplayName("a patch is sent again, whole, to a busy server")
  void triesAgain() throws InterruptedException {
    bench.server.answers(502, "").answers(202, "");
    assertThat(append(0, "again", false)).isEqualTo(new TraceAnswer.Appended(5, ServerWish.NONE));
    assertThat(bench.server.requests())
        .extracting(ScriptedServer.Request::body)
        .containsExactly("again", "again");
    assertThat(bench.waits).hasSize(1);
  }

  @Test
  @DisplayName("no connection is a failed append")
  void failsSoftly() throws InterruptedException {
    bench.server.close();
    assertThat(append(0, "x", false)).isInstanceOf(TraceAnswer.Failed.class);
  }

  @Test
  @DisplayName("an empty patch is a mistake of the caller")
  void refusesNothing() {
    assertThatThrownBy(() -> append(0, "", false)).isInstanceOf(IllegalArgumentException.class);
  }

  private TraceAnswer append(long offset, String text, boolean debug) throws InterruptedException {
    return bench.connection.trace().append(JOB, offset, text.getBytes(UTF_8), debug);
  }
}
