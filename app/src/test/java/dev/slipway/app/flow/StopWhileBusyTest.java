package dev.slipway.app.flow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.domain.failure.Failure;
import dev.slipway.domain.job.ClaimedJob;
import dev.slipway.domain.job.JobOutcome;
import dev.slipway.ports.cluster.ClusterError;
import dev.slipway.ports.cluster.ContainerAttach;
import dev.slipway.ports.cluster.fake.FakeCluster;
import dev.slipway.ports.gitlab.FakeGitlab;
import dev.slipway.ports.gitlab.JobPayloads;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What a job hears while it makes its pod or opens its channels. */
class StopWhileBusyTest {
  private static final Duration LIMIT = Duration.ofSeconds(20);

  private final FakeGitlab gitlab = new FakeGitlab();
  private final FakeCluster cluster = new FakeCluster("default");
  private final JobSignals signals = new JobSignals();
  private final CountDownLatch attaching = new CountDownLatch(1);

  /** A container that does not answer. */
  private final ContainerAttach silent =
      _ -> {
        attaching.countDown();
        new CountDownLatch(1).await();
        return FlowBench.NO_POD;
      };

  @Test
  @DisplayName("a cancel while the channels are opened ends the job")
  void cancelWhileOpening() throws InterruptedException {
    CompletableFuture<JobOutcome> job = start();
    awaitAttach(job);
    signals.tell(new JobSignal.StopAsked(new Stop.CancelScript()));
    assertThat(end(job)).isEqualTo(new JobOutcome.Canceled());
    assertNothingLeft();
  }

  @Test
  @DisplayName("a pod that goes while the channels are opened ends the job")
  void podGoneWhileOpening() throws InterruptedException {
    CompletableFuture<JobOutcome> job = start();
    awaitAttach(job);
    cluster.remove(cluster.plans().getFirst().name());
    assertThat(end(job))
        .isInstanceOfSatisfying(
            JobOutcome.Broken.class,
            broken ->
                assertThat(broken.failure().text()).startsWith("prepare environment: pod \""));
    assertNothingLeft();
  }

  @Test
  @DisplayName("a job that is to stop does not wait for a cluster that is away")
  void stopWhileAway() throws InterruptedException {
    // More than would be asked for within the time of an outage.
    for (int i = 0; i < 1000; i++) {
      cluster.refuseNext(new ClusterError.Unavailable("away", Optional.empty()));
    }
    signals.tell(new JobSignal.StopAsked(new Stop.ManagerStops("terminated")));
    // Removing what may be there is tried on; here it is the cluster's return that ends it.
    CompletableFuture<JobOutcome> job = start(() -> cluster.refuseNoMore());
    assertThat(end(job)).isEqualTo(new JobOutcome.Broken(new Failure.RunnerStopped("terminated")));
    assertNothingLeft();
  }

  private void awaitAttach(CompletableFuture<JobOutcome> job) throws InterruptedException {
    assertThat(attaching.await(LIMIT.toSeconds(), TimeUnit.SECONDS))
        .as("the job opens its channels: %s", job)
        .isTrue();
  }

  private void assertNothingLeft() {
    assertThat(cluster.plans()).isEmpty();
    assertThat(cluster.storedSecrets()).isEmpty();
  }

  // Not for ever, as a join would be waited for where the job hears nothing.
  private static JobOutcome end(CompletableFuture<JobOutcome> job) throws InterruptedException {
    try {
      return job.get(LIMIT.toSeconds(), TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new AssertionError("the job came to no end", e);
    }
  }

  private CompletableFuture<JobOutcome> start() throws InterruptedException {
    return start(() -> {});
  }

  private CompletableFuture<JobOutcome> start(Runnable atTheReport) throws InterruptedException {
    gitlab.offer(JobPayloads.script(1, "job-token", "echo hi"));
    ClaimedJob job = FlowBench.claimed(FlowBench.taken(gitlab));
    GitlabPorts ports =
        new GitlabPorts(
            gitlab.queue(),
            (credentials, update) -> {
              if (update.failureReason().isPresent()) {
                atTheReport.run();
              }
              return gitlab.reporter().update(credentials, update);
            },
            gitlab.trace());
    JobFlow flow = FlowBench.flow(cluster, ports, silent);
    CompletableFuture<JobOutcome> outcome = new CompletableFuture<>();
    Thread.ofVirtual()
        .start(
            () -> {
              try {
                outcome.complete(flow.run(job, signals));
              } catch (InterruptedException | RuntimeException | Error e) {
                outcome.completeExceptionally(e);
              }
            });
    return outcome;
  }
}
