package dev.slipway.app.flow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.domain.failure.FailureReason;
import dev.slipway.domain.settings.GlobalSettings;
import dev.slipway.ports.cluster.fake.FakeCluster;
import dev.slipway.ports.gitlab.FakeGitlab;
import dev.slipway.ports.gitlab.JobPayloads;
import dev.slipway.ports.gitlab.JobQueue;
import dev.slipway.ports.gitlab.JobReporter;
import dev.slipway.ports.gitlab.JobReporter.JobCredentials;
import dev.slipway.ports.gitlab.JobReporter.JobUpdate;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class RunnerLoopTest {
  private final FakeGitlab gitlab = new FakeGitlab();
  private final FakeCluster cluster = new FakeCluster("default").kubelet(JobFlowTest.REFUSES_IMAGE);
  private final CompletableFuture<Boolean> ended = new CompletableFuture<>();

  @Test
  @DisplayName("a request that fails by a fault gives its slot and its place back")
  void faultInTheRequest() throws InterruptedException {
    JobCredentials job = gitlab.offer(JobPayloads.script(1, "token-1", "echo hi"));
    AtomicInteger calls = new AtomicInteger();
    Reported reported = new Reported(1);
    RunnerLoop loop =
        start(
            () -> {
              if (calls.getAndIncrement() < 2) {
                throw new IllegalStateException("a fault");
              }
              return gitlab.queue().ask();
            },
            reported);
    reported.await();
    loop.drain();
    assertThat(ended.join()).isTrue();
    assertThat(gitlab.finalUpdate(job)).isPresent();
  }

  @Test
  @DisplayName("a job that fails by a fault gives its slot and its place back")
  void faultInTheJob() throws InterruptedException {
    gitlab.offer(JobPayloads.script(1, "token-1", "echo hi"));
    JobCredentials second = gitlab.offer(JobPayloads.script(2, "token-2", "echo hi"));
    Reported reported = new Reported(2);
    RunnerLoop loop = start(gitlab.queue(), FlowBench.faultyAtTheEnd(reported, 1));
    reported.await();
    loop.drain();
    assertThat(ended.join()).isTrue();
    assertThat(gitlab.finalUpdate(second)).isPresent();
  }

  @Test
  @DisplayName("drained, it takes no more jobs and waits for those that run")
  void drain() throws InterruptedException {
    JobCredentials first = gitlab.offer(JobPayloads.script(1, "token-1", "echo hi"));
    JobCredentials second = gitlab.offer(JobPayloads.script(2, "token-2", "echo hi"));
    CountDownLatch accepting = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    RunnerLoop loop =
        start(
            gitlab.queue(),
            (job, update) -> {
              accepting.countDown();
              goOn.await();
              return gitlab.reporter().update(job, update);
            });
    accepting.await();
    loop.drain();
    assertThat(ended).isNotDone();
    goOn.countDown();
    assertThat(ended.join()).isTrue();
    assertThat(gitlab.finalUpdate(first)).isPresent();
    assertThat(gitlab.state(second)).isEqualTo("offered");
  }

  @Test
  @DisplayName("aborted, it ends the jobs that run and reports them")
  void abort() throws InterruptedException {
    JobCredentials job = gitlab.offer(JobPayloads.script(1, "token-1", "echo hi"));
    CountDownLatch created = new CountDownLatch(1);
    cluster.kubelet(
        _ -> {
          created.countDown();
          return List.of();
        });
    RunnerLoop loop = start(gitlab.queue(), gitlab.reporter());
    created.await();
    loop.abort("terminated");
    assertThat(ended.join()).isTrue();
    assertThat(gitlab.finalUpdate(job))
        .hasValueSatisfying(
            update -> assertThat(update.failureReason()).contains(FailureReason.UNKNOWN_FAILURE));
    assertThat(gitlab.logText(job)).contains("aborted: terminated");
    assertThat(cluster.plans()).isEmpty();
  }

  private RunnerLoop start(JobQueue queue, JobReporter reporter) {
    GitlabPorts ports = new GitlabPorts(queue, reporter, gitlab.trace());
    GlobalSettings settings = FlowBench.global("check_interval = 1", "glrt-loop", "limit = 1");
    RunnerUnit unit =
        new RunnerUnit(settings.runners().getFirst(), ports, FlowBench.flow(cluster, ports));
    RunnerLoop loop =
        new RunnerLoop(
            settings, List.of(unit), FlowBench.MANAGER, InstantSource.fixed(FlowBench.BEGIN));
    Thread.ofVirtual()
        .start(
            () -> {
              try {
                ended.complete(loop.run());
              } catch (InterruptedException e) {
                ended.completeExceptionally(e);
              }
            });
    return loop;
  }

  /** Passes updates on, and tells of a job's end. */
  private final class Reported implements JobReporter {
    private final long id;
    private final CountDownLatch end = new CountDownLatch(1);

    Reported(long id) {
      this.id = id;
    }

    void await() throws InterruptedException {
      end.await();
    }

    @Override
    public UpdateAnswer update(JobCredentials job, JobUpdate update) throws InterruptedException {
      UpdateAnswer answer = gitlab.reporter().update(job, update);
      if (job.id() == id && update.state() != JobUpdate.State.RUNNING) {
        end.countDown();
      }
      return answer;
    }
  }
}
