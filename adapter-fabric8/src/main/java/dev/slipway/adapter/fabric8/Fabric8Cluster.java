package dev.slipway.adapter.fabric8;

import dev.slipway.domain.failure.FailureException;
import dev.slipway.ports.cluster.CallLimit;
import dev.slipway.ports.cluster.ClusterConnection;
import dev.slipway.ports.cluster.ClusterPorts;
import dev.slipway.ports.cluster.NoAnswer;
import dev.slipway.ports.cluster.feed.FeedPace;
import dev.slipway.ports.cluster.feed.SharedPodFeed;
import dev.slipway.ports.cluster.stream.StreamAttach;
import dev.slipway.ports.cluster.stream.StreamExec;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.jdkhttp.JdkHttpClientFactory;
import io.fabric8.kubernetes.client.utils.TokenRefreshInterceptor;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** One cluster through fabric8: the entry of this adapter. */
public final class Fabric8Cluster implements AutoCloseable {
  private final KubernetesClient client;
  private final ExecutorService tasks;
  private final SharedPodFeed feed;
  private final ClusterPorts ports;

  private Fabric8Cluster(KubernetesClient client, ExecutorService tasks, CallLimit limit) {
    this.client = client;
    this.tasks = tasks;
    Fabric8Calls calls = new Fabric8Calls(client, limit);
    Fabric8Streams streams = new Fabric8Streams(calls);
    this.feed = new SharedPodFeed(new Fabric8PodSource(calls), FeedPace.STANDARD);
    this.ports =
        new ClusterPorts(
            new Fabric8PodStore(calls),
            new Fabric8SecretStore(calls),
            new Fabric8DisruptionBudgetStore(calls),
            new Fabric8NamespaceStore(calls),
            new Fabric8Prerequisites(calls),
            feed,
            new StreamExec(streams),
            new StreamAttach(streams),
            new Fabric8PodEvents(calls),
            new Fabric8ContainerLog(calls),
            new Fabric8PodRenderer());
  }

  /**
   * Reads the connection's files; sends nothing yet.
   *
   * @throws FailureException with {@code ConfigRejected} when there is nothing to connect to, or a
   *     file cannot be read
   */
  public static Fabric8Cluster connect(ClusterConnection connection) throws FailureException {
    return connect(connection, CallLimit.STANDARD, System.getenv());
  }

  /** As above, with other limits for calls, in another environment. */
  static Fabric8Cluster connect(
      ClusterConnection connection, CallLimit limit, Map<String, String> environment)
      throws FailureException {
    Fabric8Config settings = Fabric8Config.of(connection, environment);
    ExecutorService tasks = Executors.newVirtualThreadPerTaskExecutor();
    KubernetesClientBuilder builder =
        new KubernetesClientBuilder()
            .withConfig(settings.config())
            .withHttpClientFactory(new JdkHttpClientFactory())
            .withTaskExecutor(tasks);
    settings
        .token()
        .ifPresent(
            token ->
                builder.withHttpClientBuilderConsumer(
                    http -> http.addOrReplaceInterceptor(TokenRefreshInterceptor.NAME, token)));
    try {
      return new Fabric8Cluster(builder.build(), tasks, limit);
    } catch (KubernetesClientException e) {
      tasks.shutdown();
      throw ClusterConnection.rejected(
          "a certificate or a key cannot be used: " + NoAnswer.text(e));
    }
  }

  /** The ports of this cluster; not usable after {@link #close}. */
  public ClusterPorts ports() {
    return ports;
  }

  @Override
  public void close() {
    feed.close();
    client.close();
    tasks.shutdownNow();
  }
}
