package dev.slipway.app.wiring;

import dev.slipway.app.flow.JobCluster;
import dev.slipway.app.flow.PodWatch;
import dev.slipway.app.flow.TokenClusters;
import dev.slipway.app.wiring.ClusterConnector.OpenCluster;
import dev.slipway.domain.assembly.OwnLabels;
import dev.slipway.domain.failure.Failure;
import dev.slipway.domain.failure.FailureException;
import dev.slipway.domain.job.ManagerIdentity;
import dev.slipway.domain.settings.ClusterClient;
import dev.slipway.domain.settings.ConnectionSettings;
import dev.slipway.domain.settings.KubernetesSettings;
import dev.slipway.domain.settings.RunnerSettings;
import dev.slipway.domain.settings.SecretText;
import dev.slipway.ports.cluster.ClusterConnection;
import dev.slipway.ports.cluster.ClusterPorts;
import dev.slipway.ports.cluster.pace.PacedPorts;
import dev.slipway.ports.cluster.pace.TokenBucket;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The clusters that the runners use: one connection for all runners with the same settings. */
final class Clusters implements TokenClusters, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Clusters.class);

  private static final int REQUESTS_PER_SECOND = 20;
  private static final int REQUESTS_BURST = 30;

  private final Map<ClusterClient, ClusterConnector> connectors;
  private final ManagerIdentity manager;
  private final Map<Key, Opened> opened = new HashMap<>();
  private final Map<String, TokenBucket> buckets = new ConcurrentHashMap<>();

  private record Key(ClusterClient client, ConnectionSettings connection) {}

  private record Opened(JobCluster cluster, AutoCloseable connection)
      implements TokenClusters.Connection {
    @Override
    public void close() {
      cluster.watch().close();
      try {
        connection.close();
      } catch (Exception e) {
        LOG.warn("a connection to a cluster could not be closed", e);
      }
    }
  }

  Clusters(Map<ClusterClient, ClusterConnector> connectors, ManagerIdentity manager) {
    this.connectors = connectors;
    this.manager = manager;
  }

  /** The runner's cluster, through the client that its settings name. */
  JobCluster of(KubernetesSettings settings) throws FailureException {
    Key key = new Key(settings.client(), settings.connection());
    Opened found = opened.get(key);
    if (found == null) {
      found = open(key);
      opened.put(key, found);
    }
    return found.cluster();
  }

  @Override
  public Connection connect(RunnerSettings runner, SecretText token) throws FailureException {
    KubernetesSettings settings = runner.kubernetes();
    return open(new Key(settings.client(), settings.connection().withBearerToken(token)));
  }

  private Opened open(Key key) throws FailureException {
    ClusterConnector connector = connectors.get(key.client());
    if (connector == null) {
      throw new FailureException(
          new Failure.ConfigRejected("this program has no Kubernetes client " + key.client()));
    }
    ConnectionSettings settings = key.connection();
    OpenCluster open =
        connector.connect(
            new ClusterConnection(
                settings.host().map(URI::toString),
                settings.tls().ca(),
                settings.tls().cert(),
                settings.tls().key(),
                settings.bearerToken().map(SecretText::value),
                settings.context(),
                manager.facts().userAgent()));
    ClusterPorts paced = PacedPorts.of(open.ports(), bucketOf(settings));
    PodWatch watch = new PodWatch(paced.feed(), OwnLabels.ofManager(manager.systemId()));
    return new Opened(new JobCluster(paced, watch), open.connection());
  }

  /** One bucket for each API server, whoever speaks to it. */
  private TokenBucket bucketOf(ConnectionSettings settings) {
    String server = settings.host().map(URI::toString).orElse("") + settings.context().orElse("");
    return buckets.computeIfAbsent(
        server, _ -> new TokenBucket(REQUESTS_PER_SECOND, REQUESTS_BURST, System.nanoTime()));
  }

  @Override
  public void close() {
    opened.values().forEach(Opened::close);
    opened.clear();
  }
}
