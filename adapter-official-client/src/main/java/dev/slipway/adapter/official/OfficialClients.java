package dev.slipway.adapter.official;

import static dev.slipway.ports.cluster.ClusterConnection.checkToken;
import static dev.slipway.ports.cluster.ClusterConnection.rejected;

import dev.slipway.adapter.official.mapping.LenientJson;
import dev.slipway.domain.failure.FailureException;
import dev.slipway.ports.cluster.CallLimit;
import dev.slipway.ports.cluster.ClusterConnection;
import dev.slipway.ports.cluster.ClusterConnection.Source;
import io.kubernetes.client.openapi.ApiClient;
import io.kubernetes.client.util.ClientBuilder;
import io.kubernetes.client.util.KubeConfig;
import io.kubernetes.client.util.credentials.AccessTokenAuthentication;
import io.kubernetes.client.util.credentials.ClientCertificateAuthentication;
import io.kubernetes.client.util.credentials.TokenFileAuthentication;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import okhttp3.Dispatcher;
import okhttp3.Interceptor;
import okhttp3.Response;

/**
 * The library's clients for one cluster: one with a time limit for calls, one without for watches
 * and streams.
 */
record OfficialClients(ApiClient calls, ApiClient streams, ExecutorService threads)
    implements AutoCloseable {
  private static final CallLimit UNLIMITED = new CallLimit(Duration.ZERO, Duration.ZERO);

  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);

  /** The library's own limit is 64, and what is over it waits without a word. */
  private static final int REQUESTS_MAX = 4096;

  static OfficialClients of(
      ClusterConnection connection, CallLimit limit, Map<String, String> environment)
      throws FailureException {
    connection.check();
    LenientJson.install();
    ExecutorService threads =
        Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("okhttp ", 0).factory());
    return new OfficialClients(
        client(connection, environment, threads, limit),
        client(connection, environment, threads, UNLIMITED),
        threads);
  }

  private static ApiClient client(
      ClusterConnection connection,
      Map<String, String> environment,
      ExecutorService threads,
      CallLimit limit)
      throws FailureException {
    ApiClient client = built(builder(connection, environment));
    if (connection.bearerToken().isPresent()) {
      new AccessTokenAuthentication(connection.bearerToken().get()).provide(client);
    }
    client.setUserAgent(connection.userAgent());
    Dispatcher dispatcher = new Dispatcher(threads);
    dispatcher.setMaxRequests(REQUESTS_MAX);
    dispatcher.setMaxRequestsPerHost(REQUESTS_MAX);
    client.setHttpClient(
        client
            .getHttpClient()
            .newBuilder()
            .addInterceptor(UnansweredException::named)
            .addInterceptor(chain -> within(limit, chain))
            .dispatcher(dispatcher)
            .socketFactory(new PromptSockets())
            .connectTimeout(CONNECT_TIMEOUT)
            // A ping waits for its answer behind what a slow receiver has not read yet.
            .pingInterval(Duration.ZERO)
            .build());
    return client;
  }

  private static Response within(CallLimit limit, Interceptor.Chain chain) throws IOException {
    int millis = Math.toIntExact(limit.of(chain.request().method()).toMillis());
    return chain.withReadTimeout(millis, TimeUnit.MILLISECONDS).proceed(chain.request());
  }

  private static ApiClient built(ClientBuilder builder) throws FailureException {
    try {
      return builder.build();
    } catch (RuntimeException e) {
      throw rejected("a certificate or a key cannot be used: " + OfficialCalls.reason(e));
    }
  }

  private static ClientBuilder builder(
      ClusterConnection connection, Map<String, String> environment) throws FailureException {
    return switch (connection.source(environment, Files::isReadable)) {
      case Source.Explicit(String host) -> explicit(host, connection);
      case Source.InCluster(String host, Path ca, Path token) ->
          new ClientBuilder()
              .setBasePath(host)
              .setCertificateAuthority(bytes(ca, "the service account's CA"))
              .setAuthentication(new TokenFileAuthentication(token.toString()));
      case Source.Kubeconfig(Path file) -> kubeconfig(file, connection);
      case Source.Nowhere(String why) -> throw rejected(why);
    };
  }

  private static ClientBuilder explicit(String host, ClusterConnection connection)
      throws FailureException {
    ClientBuilder builder = new ClientBuilder().setBasePath(host.replaceAll("/+$", ""));
    if (connection.caFile().isPresent()) {
      builder.setCertificateAuthority(bytes(connection.caFile().get(), "ca_file"));
    }
    if (connection.certFile().isPresent() && connection.keyFile().isPresent()) {
      builder.setAuthentication(
          new ClientCertificateAuthentication(
              bytes(connection.certFile().get(), "cert_file"),
              bytes(connection.keyFile().get(), "key_file")));
    }
    return builder;
  }

  private static ClientBuilder kubeconfig(Path file, ClusterConnection connection)
      throws FailureException {
    try (Reader reader = Files.newBufferedReader(file)) {
      KubeConfig config = KubeConfig.loadKubeConfig(reader);
      config.setFile(file.toFile());
      if (connection.context().isPresent() && !config.setContext(connection.context().get())) {
        throw rejected(file + ": has no context named " + connection.context().get());
      }
      checkToken(
          file.toString(),
          Optional.ofNullable(config.getCredentials())
              .map(known -> known.get(KubeConfig.CRED_TOKEN_KEY)));
      return ClientBuilder.kubeconfig(config);
    } catch (IOException | RuntimeException e) {
      // The library's message may quote the file, which holds credentials.
      throw rejected(
          file + ": cannot be read as a kubeconfig (" + e.getClass().getSimpleName() + ")");
    }
  }

  private static byte[] bytes(Path file, String key) throws FailureException {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw rejected(key + ": " + file + " cannot be read");
    }
  }

  @Override
  public void close() {
    for (ApiClient client : new ApiClient[] {calls, streams}) {
      client.getHttpClient().dispatcher().cancelAll();
      client.getHttpClient().connectionPool().evictAll();
    }
    threads.shutdown();
  }
}
