package dev.slipway.app.flow;

import dev.slipway.domain.failure.FailureException;
import dev.slipway.domain.job.LiveJob;
import dev.slipway.domain.job.PlannedJob;
import dev.slipway.domain.stage.ContainerRole;
import dev.slipway.ports.cluster.ContainerName;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** The ways into a job's pod: one channel to each standing container, and the reader of the log. */
final class PodChannels implements AutoCloseable {
  private final Map<ContainerRole, ChannelLane> lanes = new EnumMap<>(ContainerRole.class);
  private final LogReader reader;
  private final JobSignals signals;

  private PodChannels(
      JobCluster cluster, LiveJob job, JobSignals signals, JobLog log, Nonces nonces) {
    var pod = job.planned().pod().name();
    var paths = job.planned().paths();
    AnswerBoard answers = new AnswerBoard();
    this.signals = signals;
    reader =
        new LogReader(
            cluster.ports().exec(),
            new ContainerName(pod, ContainerRole.HELPER.container()),
            paths,
            answers,
            signals,
            log::job,
            LogReader.SILENCE_LIMIT);
    for (ContainerRole role : ContainerRole.values()) {
      lanes.put(
          role,
          new ChannelLane(
              new ControlChannel(
                  cluster.ports().attach(),
                  new ContainerName(pod, role.container()),
                  role,
                  paths,
                  answers,
                  nonces,
                  opening(cluster, job, role, log)),
              signals));
    }
  }

  private static ControlChannel.Opening opening(
      JobCluster cluster, LiveJob job, ContainerRole role, JobLog log) {
    PlannedJob planned = job.planned();
    EarlyOutput output =
        new EarlyOutput(
            cluster.ports().logs(),
            new ContainerName(planned.pod().name(), role.container()),
            log::job);
    boolean foreign = role == ContainerRole.BUILD && planned.way().honoursEntrypoint();
    return new ControlChannel.Opening(
        foreign,
        foreign
            ? planned.claimed().runner().kubernetes().timers().pollTimeout()
            : ControlChannel.Opening.LIMIT,
        output,
        planned.way().umaskZero(role));
  }

  /**
   * Opens all of them at the same time.
   *
   * @param pod what the end of the pod means meanwhile
   * @param deadline when it must be done
   */
  static PodChannels open(
      JobCluster cluster,
      PodHearing pod,
      JobSignals signals,
      JobLog log,
      Nonces nonces,
      Instant deadline)
      throws FailureException, InterruptedException, StageInterruptedException {
    PodChannels opened = new PodChannels(cluster, pod.job(), signals, log, nonces);
    boolean done = false;
    try {
      opened.openAll(pod, deadline);
      done = true;
    } finally {
      if (!done) {
        opened.close();
      }
    }
    return opened;
  }

  ChannelLane to(ContainerRole role) {
    return Objects.requireNonNull(lanes.get(role));
  }

  LogReader reader() {
    return reader;
  }

  @Override
  public void close() {
    lanes.values().forEach(ChannelLane::close);
    reader.close();
  }

  private void openAll(PodHearing pod, Instant deadline)
      throws FailureException, InterruptedException, StageInterruptedException {
    reader.start();
    AtomicInteger missing = new AtomicInteger(lanes.size());
    lanes
        .values()
        .forEach(
            lane ->
                lane.open(
                    () -> {
                      missing.decrementAndGet();
                      signals.tell(new JobSignal.WorkEnded());
                    }));
    while (missing.get() > 0) {
      Optional<JobSignal> signal = signals.next(Duration.between(pod.clock().instant(), deadline));
      if (signal.isEmpty() && !pod.clock().instant().isBefore(deadline)) {
        throw new StageInterruptedException(new StageRun.TimedOut());
      }
      if (signal.isPresent()) {
        heed(signal.get(), pod);
      }
    }
  }

  private static void heed(JobSignal signal, PodHearing pod)
      throws FailureException, StageInterruptedException {
    switch (signal) {
      case JobSignal.PodSeen(var snapshot) -> pod.seen(snapshot);
      case JobSignal.PodGone(String uid) -> pod.gone(uid);
      case JobSignal.ChannelFailed(var failure) -> throw new FailureException(failure);
      case JobSignal.StopAsked(Stop stop) -> throw new StageInterruptedException(StageRun.of(stop));
      case JobSignal.Started _,
          JobSignal.Ended _,
          JobSignal.EndedFile _,
          JobSignal.Delivered _,
          JobSignal.WatchRefused _,
          JobSignal.WorkEnded _ -> {}
    }
  }
}
