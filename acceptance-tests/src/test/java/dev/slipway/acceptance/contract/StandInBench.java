package dev.slipway.acceptance.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.acceptance.coordinator.Coordinator;
import dev.slipway.acceptance.coordinator.CoordinatorOptions;
import dev.slipway.acceptance.coordinator.job.FinalUpdate;
import dev.slipway.acceptance.coordinator.job.JobSpec;
import dev.slipway.acceptance.coordinator.job.OfferedJob;
import dev.slipway.acceptance.coordinator.wire.CallKind;
import dev.slipway.acceptance.coordinator.wire.Violation;
import dev.slipway.adapter.gitlab.GitlabConnection;
import dev.slipway.adapter.gitlab.GitlabEndpoint;
import dev.slipway.adapter.gitlab.RunnerIdentity;
import dev.slipway.domain.failure.FailureReason;
import dev.slipway.ports.gitlab.GitlabBench;
import dev.slipway.ports.gitlab.JobQueue;
import dev.slipway.ports.gitlab.JobReporter;
import dev.slipway.ports.gitlab.JobReporter.JobCredentials;
import dev.slipway.ports.gitlab.JobReporter.JobUpdate;
import dev.slipway.ports.gitlab.JobReporter.JobUpdate.Output;
import dev.slipway.ports.gitlab.JobReporter.JobUpdate.State;
import dev.slipway.ports.gitlab.TraceSink;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;

/** The HTTP adapter, and the coordinator stand-in at the other end. */
final class StandInBench implements GitlabBench {
  private final Coordinator coordinator;
  private final GitlabConnection connection;

  StandInBench() {
    coordinator = Coordinator.start(CoordinatorOptions.defaults().withHost("127.0.0.1"));
    connection =
        GitlabConnection.open(
            new GitlabEndpoint(coordinator.url().toString(), coordinator.runnerToken()),
            RunnerIdentity.ofThisProgram("a1b2c3d4", "bash", "s_0123456789ab"));
  }

  @Override
  public JobQueue queue() {
    return connection.queue();
  }

  @Override
  public JobReporter reporter() {
    return connection.reporter();
  }

  @Override
  public TraceSink trace() {
    return connection.trace();
  }

  @Override
  public JobCredentials offerJob() {
    OfferedJob job = coordinator.offer(JobSpec.script("echo hi"));
    return new JobCredentials(job.id(), job.token());
  }

  @Override
  public void forbidRunner() {
    coordinator.runners().remove(coordinator.runnerToken());
  }

  @Override
  public void refuseNext(Kind kind) {
    CallKind call =
        switch (kind) {
          case ASK -> CallKind.JOB_REQUEST;
          case ACCEPT -> CallKind.JOB_RUNNING;
          case FINISH -> CallKind.JOB_FINAL;
          case APPEND -> CallKind.TRACE;
        };
    coordinator.faults().answer(call, 409, 1);
  }

  @Override
  public void cancel(JobCredentials job) {
    find(job).cancel();
  }

  @Override
  public void cancelAtOnce(JobCredentials job) {
    find(job).cancelAtOnce();
  }

  @Override
  public void updateInterval(Duration interval) {
    coordinator.traceUpdateInterval(interval);
  }

  @Override
  public byte[] log(JobCredentials job) {
    return find(job).trace();
  }

  @Override
  public Optional<JobUpdate> finalUpdate(JobCredentials job) {
    OfferedJob offered = find(job);
    return offered.state().isFinished()
        ? Optional.of(understood(offered.finalUpdate()))
        : Optional.empty();
  }

  private static JobUpdate understood(FinalUpdate update) {
    return new JobUpdate(
        update.isSuccess() ? State.SUCCESS : State.FAILED,
        update.failureReason().map(StandInBench::reason),
        update.exitCode(),
        update
            .checksum()
            .map(sum -> Long.parseLong(sum.substring("crc32:".length()), 16))
            .map(sum -> new Output(sum, update.bytesize().orElse(0))));
  }

  private static FailureReason reason(String word) {
    return Arrays.stream(FailureReason.values())
        .filter(reason -> reason.word().equals(word))
        .findFirst()
        .orElseThrow(() -> new AssertionError("unknown failure_reason " + word));
  }

  private OfferedJob find(JobCredentials job) {
    return coordinator.jobs().stream()
        .filter(offered -> offered.id() == job.id())
        .findFirst()
        .orElseThrow();
  }

  /** Whatever a kit does, the adapter's requests are well formed. */
  @Override
  public void close() {
    connection.close();
    coordinator.close();
    assertThat(coordinator.journal().violations())
        .extracting(Violation::kind)
        .doesNotContain(Violation.Kind.MALFORMED, Violation.Kind.UNKNOWN_PATH);
  }
}
