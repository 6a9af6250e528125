package dev.slipway.adapter.gitlab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.domain.failure.FailureReason;
import dev.slipway.ports.gitlab.JobReporter.JobCredentials;
import dev.slipway.ports.gitlab.JobReporter.JobUpdate;
import dev.slipway.ports.gitlab.JobReporter.JobUpdate.Output;
import dev.slipway.ports.gitlab.JobReporter.UpdateAnswer;
import dev.slipway.ports.gitlab.ServerWish;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HttpJobReporterTest {
  private static final JobCredentials JOB = new JobCredentials(10512345678L, "job-token");
  private final Bench bench = new Bench();

  @AfterEach
  void close() {
    bench.close();
  }

  @Test
  @DisplayName("the accepting update says running and nothing of a log")
  void accepts() throws InterruptedException {
    bench.server.answers(200, "null", "Content-Type", "application/json");
    assertThat(update(JobUpdate.accept())).isEqualTo(new UpdateAnswer.Accepted(ServerWish.NONE));
    ScriptedServer.Request request = bench.server.last();
    assertThat(request.method()).isEqualTo("PUT");
    assertThat(request.target()).isEqualTo("/api/v4/jobs/10512345678");
    assertThat(request.header("JOB-TOKEN")).isEqualTo("job-token");
    assertThat(request.header("RUNNER-TOKEN")).isNull();
    assertThat(request.body())
        .contains("\"info\":{", "\"token\":\"job-token\"", "\"state\":\"running\"", "\"output\":{}")
        .doesNotContain("\"checksum\"", "\"exit_code\"", "failure_reason", "bytesize");
  }

  @Test
  @DisplayName("a failed job is told with reason, exit code, checksum and size")
  void reportsAFailure() throws InterruptedException {
    bench.server.answers(200, "");
    update(
        new JobUpdate(
            JobUpdate.State.FAILED,
            Optional.of(FailureReason.SCRIPT_FAILURE),
            OptionalInt.of(137),
            Optional.of(new Output(0x0f3a9c11L, 5321))));
    assertThat(bench.server.last().body())
        .contains(
            "\"state\":\"failed\"", "\"failure_reason\":\"script_failure\"", "\"exit_code\":137")
        .contains("\"checksum\":\"crc32:0f3a9c11\",\"output\"")
        .contains("\"output\":{\"checksum\":\"crc32:0f3a9c11\",\"bytesize\":5321}");
  }

  @Test
  @DisplayName("an empty log has a checksum and no size; exit code 0 is left out")
  void reportsAnEmptyLog() throws InterruptedException {
    bench.server.answers(200, "");
    update(
        new JobUpdate(
            JobUpdate.State.SUCCESS,
            Optional.empty(),
            OptionalInt.of(0),
            Optional.of(new Output(0, 0))));
    assertThat(bench.server.last().body())
        .contains("\"output\":{\"checksum\":\"crc32:00000000\"}")
        .doesNotContain("\"exit_code\"");
  }

  @ParameterizedTest
  @DisplayName("what the server says about the job comes before the status")
  @CsvSource({
    "200, '', Accepted",
    "202, '', NotYet",
    "412, '', TraceMismatch",
    "404, '', JobGone",
    "403, '', JobGone",
    "409, '', Failed",
    "401, '', Failed",
    "200, canceled, JobGone",
    "200, failed, JobGone",
    "200, running, Accepted",
    "200, canceling, Accepted",
  })
  void judges(int status, String jobStatus, String answer) throws InterruptedException {
    if (jobStatus.isEmpty()) {
      bench.server.answers(status, "");
    } else {
      bench.server.answers(status, "", "Job-Status", jobStatus);
    }
    assertThat(update(JobUpdate.accept()).getClass().getSimpleName()).isEqualTo(answer);
  }

  @Test
  @DisplayName("wishes come with every answer")
  void tellsWishes() throws InterruptedException {
    bench
        .server
        .answers(200, "", "Job-Status", "canceling", "X-GitLab-Trace-Update-Interval", "60")
        .answers(409, "", "X-GitLab-Trace-Update-Interval", "0")
        .answers(202, "", "X-GitLab-Trace-Update-Interval", "soon");
    assertThat(update(JobUpdate.accept()).wish())
        .isEqualTo(new ServerWish(true, Optional.of(Duration.ofMinutes(1))));
    assertThat(update(JobUpdate.accept()).wish()).isEqualTo(ServerWish.NONE);
    assertThat(update(JobUpdate.accept()).wish()).isEqualTo(ServerWish.NONE);
  }

  @Test
  @DisplayName("the last update mark of an update goes into the next job request")
  void keepsLastUpdate() throws InterruptedException {
    bench.server.answers(200, "", "X-GitLab-Last-Update", "mark-2").answers(204, "");
    update(JobUpdate.accept());
    bench.connection.queue().ask();
    assertThat(bench.server.last().body()).contains("\"last_update\":\"mark-2\"");
  }

  @Test
  @DisplayName("a server that stays broken is a failed update, not the end of the job")
  void failsSoftly() throws InterruptedException {
    for (int i = 0; i < 5; i++) {
      bench.server.answers(500, "");
    }
    assertThat(update(JobUpdate.accept())).isInstanceOf(UpdateAnswer.Failed.class);
    bench.server.close();
    assertThat(update(JobUpdate.accept())).isInstanceOf(UpdateAnswer.Failed.class);
  }

  private UpdateAnswer update(JobUpdate update) throws InterruptedException {
    return bench.connection.reporter().update(JOB, update);
  }
}
