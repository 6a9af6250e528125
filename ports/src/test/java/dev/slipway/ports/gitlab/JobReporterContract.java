package dev.slipway.ports.gitlab;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.domain.failure.FailureReason;
import dev.slipway.ports.gitlab.JobReporter.JobCredentials;
import dev.slipway.ports.gitlab.JobReporter.JobUpdate;
import dev.slipway.ports.gitlab.JobReporter.JobUpdate.Output;
import dev.slipway.ports.gitlab.JobReporter.JobUpdate.State;
import dev.slipway.ports.gitlab.JobReporter.UpdateAnswer;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.zip.CRC32;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What a {@link JobReporter} must do. */
public abstract class JobReporterContract {
  private GitlabBench gitlab;
  private JobCredentials job;

  /** A server without jobs, and a runner it knows. */
  protected abstract GitlabBench open();

  @BeforeEach
  void takeAJob() throws InterruptedException {
    gitlab = open();
    job = gitlab.offerJob();
    gitlab.queue().ask();
  }

  @AfterEach
  void closeBench() {
    gitlab.close();
  }

  @Test
  @DisplayName("a job is accepted, and reported as passed with the sum of its log")
  void reportsSuccess() throws InterruptedException {
    accept();
    byte[] log = "all of the log\n".getBytes(UTF_8);
    gitlab.trace().append(job, 0, log, false);
    JobUpdate passed =
        new JobUpdate(
            State.SUCCESS, Optional.empty(), OptionalInt.empty(), Optional.of(output(log)));
    assertThat(report(passed)).isInstanceOf(UpdateAnswer.Accepted.class);
    assertThat(gitlab.finalUpdate(job)).contains(passed);
  }

  @Test
  @DisplayName(
      "a failure arrives with its reason and exit code; the job, failed there too, is gone then")
  void reportsFailure() throws InterruptedException {
    accept();
    gitlab.trace().append(job, 0, "x".getBytes(UTF_8), false);
    JobUpdate failed = failed(FailureReason.SCRIPT_FAILURE, OptionalInt.of(42), "x");
    assertThat(report(failed)).isInstanceOf(UpdateAnswer.JobGone.class);
    assertThat(gitlab.finalUpdate(job)).contains(failed);
  }

  @Test
  @DisplayName("a sum that does not fit the server's log is told, and can be put right")
  void noticesAnotherLog() throws InterruptedException {
    accept();
    gitlab.trace().append(job, 0, "cut".getBytes(UTF_8), false);
    JobUpdate update = failed(FailureReason.SCRIPT_FAILURE, OptionalInt.of(1), "whole");
    assertThat(report(update)).isInstanceOf(UpdateAnswer.TraceMismatch.class);
    assertThat(gitlab.finalUpdate(job)).isEmpty();
    gitlab.trace().append(job, 0, "whole".getBytes(UTF_8), false);
    assertThat(report(update)).isInstanceOf(UpdateAnswer.JobGone.class);
    assertThat(gitlab.finalUpdate(job)).contains(update);
  }

  @Test
  @DisplayName(
      "a person's wish to cancel comes with the next answer; the job may still be reported")
  void tellsOfCancel() throws InterruptedException {
    accept();
    gitlab.trace().append(job, 0, "x".getBytes(UTF_8), false);
    gitlab.cancel(job);
    UpdateAnswer answer = report(JobUpdate.accept());
    assertThat(answer).isInstanceOf(UpdateAnswer.Accepted.class);
    assertThat(answer.wish().canceling()).isTrue();
    JobUpdate failed = failed(FailureReason.UNKNOWN_FAILURE, OptionalInt.empty(), "x");
    report(failed);
    assertThat(gitlab.finalUpdate(job)).contains(failed);
  }

  @Test
  @DisplayName("a job that the server has ended is gone")
  void isGone() throws InterruptedException {
    accept();
    gitlab.cancelAtOnce(job);
    assertThat(report(JobUpdate.accept())).isInstanceOf(UpdateAnswer.JobGone.class);
  }

  @Test
  @DisplayName("a job of another token is gone, and no message quotes the token")
  void needsTheToken() throws InterruptedException {
    JobCredentials stranger = new JobCredentials(job.id(), "not-the-t0ken");
    assertThat(gitlab.reporter().update(stranger, JobUpdate.accept()))
        .isInstanceOfSatisfying(
            UpdateAnswer.JobGone.class,
            gone -> assertThat(gone.what()).isNotEmpty().doesNotContain("t0ken"));
  }

  @Test
  @DisplayName("trouble is a failed update, and the next one may succeed")
  void survivesTrouble() throws InterruptedException {
    gitlab.refuseNext(GitlabBench.Kind.ACCEPT);
    assertThat(report(JobUpdate.accept()))
        .isInstanceOfSatisfying(
            UpdateAnswer.Failed.class, failed -> assertThat(failed.what()).contains("409"));
    accept();
  }

  @Test
  @DisplayName("the wished pace comes with the answer")
  void tellsThePace() throws InterruptedException {
    gitlab.updateInterval(Duration.ofSeconds(17));
    assertThat(accept().wish().updateInterval()).contains(Duration.ofSeconds(17));
  }

  private UpdateAnswer accept() throws InterruptedException {
    UpdateAnswer answer = report(JobUpdate.accept());
    assertThat(answer).isInstanceOf(UpdateAnswer.Accepted.class);
    return answer;
  }

  private UpdateAnswer report(JobUpdate update) throws InterruptedException {
    return gitlab.reporter().update(job, update);
  }

  private static JobUpdate failed(FailureReason reason, OptionalInt exitCode, String log) {
    return new JobUpdate(
        State.FAILED, Optional.of(reason), exitCode, Optional.of(output(log.getBytes(UTF_8))));
  }

  private static Output output(byte[] log) {
    CRC32 crc = new CRC32();
    crc.update(log);
    return new Output(crc.getValue(), log.length);
  }
}
