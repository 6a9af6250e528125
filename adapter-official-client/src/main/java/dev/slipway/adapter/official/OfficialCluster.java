package dev.slipway.adapter.official;

import dev.slipway.domain.failure.FailureException;
import dev.slipway.ports.cluster.CallLimit;
import dev.slipway.ports.cluster.ClusterConnection;
import dev.slipway.ports.cluster.ClusterPorts;
import dev.slipway.ports.cluster.feed.FeedPace;
import dev.slipway.ports.cluster.feed.SharedPodFeed;
import dev.slipway.ports.cluster.stream.StreamAttach;
import dev.slipway.ports.cluster.stream.StreamExec;
import java.util.Map;

/** One cluster through the official client: the entry of this adapter. */
public final class OfficialCluster implements AutoCloseable {
  private final OfficialClients clients;
  private final SharedPodFeed feed;
  private final ClusterPorts ports;

  private OfficialCluster(OfficialClients clients) {
    this.clients = clients;
    OfficialStreams streams = new OfficialStreams(clients.streams());
    this.feed = new SharedPodFeed(new OfficialPodSource(clients), FeedPace.STANDARD);
    this.ports =
        new ClusterPorts(
            new OfficialPodStore(clients.calls()),
            new OfficialSecretStore(clients.calls()),
            new OfficialDisruptionBudgetStore(clients.calls()),
            new OfficialNamespaceStore(clients.calls()),
            new OfficialPrerequisites(clients.calls()),
            feed,
            new StreamExec(streams),
            new StreamAttach(streams),
            new OfficialPodEvents(clients.calls()),
            new OfficialContainerLog(clients.calls(), clients.streams()),
            new OfficialPodRenderer());
  }

  /**
   * Reads the connection's files; sends nothing yet.
   *
   * @throws FailureException with {@code ConfigRejected} when there is nothing to connect to, or a
   *     file cannot be read
   */
  public static OfficialCluster connect(ClusterConnection connection) throws FailureException {
    return connect(connection, CallLimit.STANDARD, System.getenv());
  }

  /** As above, with other limits for calls, in another environment. */
  static OfficialCluster connect(
      ClusterConnection connection, CallLimit limit, Map<String, String> environment)
      throws FailureException {
    return new OfficialCluster(OfficialClients.of(connection, limit, environment));
  }

  /** The ports of this cluster; not usable after {@link #close}. */
  public ClusterPorts ports() {
    return ports;
  }

  @Override
  public void close() {
    feed.close();
    clients.close();
  }
}
