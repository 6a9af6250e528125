package dev.slipway.ports.gitlab;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.ports.gitlab.JobReporter.JobCredentials;
import dev.slipway.ports.gitlab.JobReporter.JobUpdate;
import dev.slipway.ports.gitlab.TraceSink.TraceAnswer;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What a {@link TraceSink} must do. */
public abstract class TraceSinkContract {
  private GitlabBench gitlab;
  private JobCredentials job;

  /** A server without jobs, and a runner it knows. */
  protected abstract GitlabBench open();

  @BeforeEach
  void startAJob() throws InterruptedException {
    gitlab = open();
    job = gitlab.offerJob();
    gitlab.queue().ask();
    gitlab.reporter().update(job, JobUpdate.accept());
  }

  @AfterEach
  void closeBench() {
    gitlab.close();
  }

  @Test
  @DisplayName("pieces that join are appended, and the answer says where the next belongs")
  void appends() throws InterruptedException {
    assertThat(append(0, "one ")).isEqualTo(4L);
    assertThat(append(4, "t\u20acwo")).isEqualTo(10L);
    assertThat(gitlab.log(job)).isEqualTo("one t\u20acwo".getBytes(UTF_8));
  }

  @Test
  @DisplayName("every byte arrives as it is")
  void keepsBytes() throws InterruptedException {
    byte[] bytes = new byte[70_000];
    new Random(3).nextBytes(bytes);
    gitlab.trace().append(job, 0, bytes, true);
    assertThat(gitlab.log(job)).isEqualTo(bytes);
  }

  @Test
  @DisplayName("a piece that does not join is not taken, and the answer says where to go on")
  void rewinds() throws InterruptedException {
    append(0, "held");
    assertThat(gitlab.trace().append(job, 9, "far".getBytes(UTF_8), false))
        .isInstanceOfSatisfying(
            TraceAnswer.Rewind.class, rewind -> assertThat(rewind.offset()).isEqualTo(4));
    assertThat(gitlab.trace().append(job, 1, "again".getBytes(UTF_8), false))
        .isInstanceOfSatisfying(
            TraceAnswer.Rewind.class, rewind -> assertThat(rewind.offset()).isEqualTo(4));
    assertThat(gitlab.log(job)).isEqualTo("held".getBytes(UTF_8));
  }

  @Test
  @DisplayName("a person's wish to cancel comes with the next answer; the log goes on")
  void tellsOfCancel() throws InterruptedException {
    gitlab.cancel(job);
    TraceAnswer answer = gitlab.trace().append(job, 0, "x".getBytes(UTF_8), false);
    assertThat(answer).isInstanceOf(TraceAnswer.Appended.class);
    assertThat(answer.wish().canceling()).isTrue();
  }

  @Test
  @DisplayName("the log of a job that the server has ended is gone")
  void isGone() throws InterruptedException {
    gitlab.cancelAtOnce(job);
    assertThat(gitlab.trace().append(job, 0, "x".getBytes(UTF_8), false))
        .isInstanceOf(TraceAnswer.JobGone.class);
    assertThat(gitlab.log(job)).isEmpty();
  }

  @Test
  @DisplayName("the log of another token's job is gone, and no message quotes the token")
  void needsTheToken() throws InterruptedException {
    JobCredentials stranger = new JobCredentials(job.id(), "not-the-t0ken");
    assertThat(gitlab.trace().append(stranger, 0, "x".getBytes(UTF_8), false))
        .isInstanceOfSatisfying(
            TraceAnswer.JobGone.class,
            gone -> assertThat(gone.what()).isNotEmpty().doesNotContain("t0ken"));
  }

  @Test
  @DisplayName("trouble takes nothing; the same piece may be sent again")
  void survivesTrouble() throws InterruptedException {
    gitlab.refuseNext(GitlabBench.Kind.APPEND);
    assertThat(gitlab.trace().append(job, 0, "x".getBytes(UTF_8), false))
        .isInstanceOfSatisfying(
            TraceAnswer.Failed.class, failed -> assertThat(failed.what()).contains("409"));
    assertThat(append(0, "x")).isEqualTo(1L);
  }

  @Test
  @DisplayName("the wished pace comes with the answer")
  void tellsThePace() throws InterruptedException {
    gitlab.updateInterval(Duration.ofSeconds(17));
    assertThat(gitlab.trace().append(job, 0, "x".getBytes(UTF_8), false).wish().updateInterval())
        .contains(Duration.ofSeconds(17));
  }

  private long append(long offset, String text) throws InterruptedException {
    TraceAnswer answer = gitlab.trace().append(job, offset, text.getBytes(UTF_8), false);
    assertThat(answer).isInstanceOf(TraceAnswer.Appended.class);
    return ((TraceAnswer.Appended) answer).offset();
  }
}
