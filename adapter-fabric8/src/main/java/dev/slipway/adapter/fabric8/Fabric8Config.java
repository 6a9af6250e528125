package dev.slipway.adapter.fabric8;

import dev.slipway.domain.failure.Failure;
import dev.slipway.domain.failure.FailureException;
import dev.slipway.ports.cluster.ClusterConnection;
import dev.slipway.ports.cluster.ClusterConnection.Source;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The library's configuration for a connection. */
final class Fabric8Config {
  private static final int CONNECT_MILLIS = 5_000;

  private Fabric8Config() {}

  static Config of(ClusterConnection connection) throws FailureException {
    ConfigBuilder builder =
        switch (connection.source(System.getenv(), Files::isReadable)) {
          case Source.Explicit(String host) -> explicit(host, connection);
          case Source.InCluster(String host, Path ca, Path token) ->
              new ConfigBuilder(Config.empty())
                  .withMasterUrl(host)
                  .withCaCertFile(ca.toString())
                  .withOauthTokenProvider(() -> read(token));
          case Source.Kubeconfig(Path file) -> kubeconfig(file, connection);
          case Source.Nowhere(String why) -> throw rejected(why);
        };
    if (connection.bearerToken().isPresent()) {
      String token = connection.bearerToken().get();
      builder.withOauthTokenProvider(() -> token);
    }
    return builder
        .withUserAgent(connection.userAgent())
        .withConnectionTimeout(CONNECT_MILLIS)
        .withRequestTimeout((int) Fabric8Calls.CALL_TIMEOUT.toMillis())
        .withRequestRetryBackoffLimit(0)
        .build();
  }

  private static ConfigBuilder explicit(String host, ClusterConnection connection)
      throws FailureException {
    ConfigBuilder builder = new ConfigBuilder(Config.empty()).withMasterUrl(host);
    if (connection.caFile().isPresent()) {
      builder.withCaCertFile(readable(connection.caFile().get(), "ca_file"));
    }
    if (connection.certFile().isPresent() && connection.keyFile().isPresent()) {
      builder
          .withClientCertFile(readable(connection.certFile().get(), "cert_file"))
          .withClientKeyFile(readable(connection.keyFile().get(), "key_file"));
    }
    return builder;
  }

  private static ConfigBuilder kubeconfig(Path file, ClusterConnection connection)
      throws FailureException {
    try {
      Config config =
          connection.context().isPresent()
              ? Config.fromKubeconfig(connection.context().get(), file.toFile())
              : Config.fromKubeconfig(file.toFile());
      return new ConfigBuilder(config);
    } catch (RuntimeException e) {
      // The library's message may quote the file, which holds credentials.
      throw rejected(
          file + ": cannot be read as a kubeconfig (" + e.getClass().getSimpleName() + ")");
    }
  }

  private static String readable(Path file, String key) throws FailureException {
    if (!Files.isReadable(file)) {
      throw rejected(key + ": " + file + " cannot be read");
    }
    return file.toString();
  }

  private static String read(Path file) {
    try {
      return Files.readString(file).strip();
    } catch (IOException e) {
      throw new UncheckedIOException("the service account's token cannot be read", e);
    }
  }

  private static FailureException rejected(String why) {
    return new FailureException(
        new Failure.ConfigRejected("connecting to the Kubernetes API: " + why));
  }
}
