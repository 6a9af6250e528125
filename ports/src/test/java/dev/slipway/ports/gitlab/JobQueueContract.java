package dev.slipway.ports.gitlab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.ports.gitlab.JobQueue.AskAnswer;
import dev.slipway.ports.gitlab.JobQueue.AskAnswer.JobGiven;
import dev.slipway.ports.gitlab.JobReporter.JobCredentials;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What a {@link JobQueue} must do. */
public abstract class JobQueueContract {
  private GitlabBench gitlab;

  /** A server without jobs, and a runner it knows. */
  protected abstract GitlabBench open();

  @BeforeEach
  void openBench() {
    gitlab = open();
  }

  @AfterEach
  void closeBench() {
    gitlab.close();
  }

  @Test
  @DisplayName("without a job there is none")
  void givesNothing() throws InterruptedException {
    assertThat(gitlab.queue().ask()).isInstanceOf(AskAnswer.NoJob.class);
  }

  @Test
  @DisplayName("jobs are given in order, each once")
  void givesEachJobOnce() throws InterruptedException {
    JobCredentials first = gitlab.offerJob();
    JobCredentials second = gitlab.offerJob();
    assertThat(given().job().id()).isEqualTo(first.id());
    assertThat(given().job().id()).isEqualTo(second.id());
    assertThat(gitlab.queue().ask()).isInstanceOf(AskAnswer.NoJob.class);
  }

  @Test
  @DisplayName("a job comes with its token, its body and a correlation id")
  void givesTheWholeJob() throws InterruptedException {
    JobCredentials job = gitlab.offerJob();
    JobGiven given = given();
    assertThat(given.job().token()).isEqualTo(job.token());
    assertThat(given.body()).contains(job.token());
    assertThat(given.correlationId()).isNotEmpty();
    assertThat(given.toString()).doesNotContain(job.token());
  }

  @Test
  @DisplayName("a job that comes after an empty answer is given too")
  void givesLaterJobs() throws InterruptedException {
    gitlab.queue().ask();
    JobCredentials job = gitlab.offerJob();
    assertThat(given().job().id()).isEqualTo(job.id());
  }

  @Test
  @DisplayName("a refused token is told apart from trouble")
  void isForbidden() throws InterruptedException {
    gitlab.offerJob();
    gitlab.forbidRunner();
    assertThat(gitlab.queue().ask()).isInstanceOf(AskAnswer.RunnerForbidden.class);
  }

  @Test
  @DisplayName("trouble passes; the job is still there")
  void survivesTrouble() throws InterruptedException {
    JobCredentials job = gitlab.offerJob();
    gitlab.refuseNext(GitlabBench.Kind.ASK);
    assertThat(gitlab.queue().ask())
        .isInstanceOfSatisfying(
            AskAnswer.Troubled.class, troubled -> assertThat(troubled.what()).contains("409"));
    assertThat(given().job().id()).isEqualTo(job.id());
  }

  private JobGiven given() throws InterruptedException {
    AskAnswer answer = gitlab.queue().ask();
    assertThat(answer).isInstanceOf(JobGiven.class);
    return (JobGiven) answer;
  }
}
