package dev.slipway.app.flow;

import dev.slipway.domain.failure.FailureException;
import dev.slipway.domain.job.LiveJob;
import dev.slipway.domain.stage.ContainerRole;
import dev.slipway.ports.cluster.ContainerName;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;

/** The ways into a job's pod: one channel to each standing container, and the reader of the log. */
final class PodChannels implements AutoCloseable {
  private final Map<ContainerRole, ControlChannel> channels = new EnumMap<>(ContainerRole.class);
  private final LogReader reader;

  private PodChannels(
      JobCluster cluster, LiveJob job, JobSignals signals, JobLog log, Nonces nonces) {
    var pod = job.planned().pod().name();
    var paths = job.planned().paths();
    AnswerBoard answers = new AnswerBoard();
    reader =
        new LogReader(
            cluster.ports().exec(),
            new ContainerName(pod, ContainerRole.HELPER.container()),
            paths,
            answers,
            signals,
            log::job);
    for (ContainerRole role : ContainerRole.values()) {
      channels.put(
          role,
          new ControlChannel(
              cluster.ports().attach(),
              new ContainerName(pod, role.container()),
              role,
              paths,
              answers,
              nonces));
    }
  }

  /** Opens all of them at the same time. */
  static PodChannels open(
      JobCluster cluster, LiveJob job, JobSignals signals, JobLog log, Nonces nonces)
      throws FailureException, InterruptedException {
    PodChannels opened = new PodChannels(cluster, job, signals, log, nonces);
    boolean done = false;
    try {
      opened.openAll();
      done = true;
    } finally {
      if (!done) {
        opened.close();
      }
    }
    return opened;
  }

  ControlChannel to(ContainerRole role) {
    return Objects.requireNonNull(channels.get(role));
  }

  LogReader reader() {
    return reader;
  }

  @Override
  public void close() {
    channels.values().forEach(ControlChannel::close);
    reader.close();
  }

  private void openAll() throws FailureException, InterruptedException {
    reader.start();
    List<Callable<ControlChannel>> openings = new ArrayList<>();
    for (ControlChannel channel : channels.values()) {
      openings.add(
          () -> {
            channel.open();
            return channel;
          });
    }
    Together.all(openings);
  }
}
