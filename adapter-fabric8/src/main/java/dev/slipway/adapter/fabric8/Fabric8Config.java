package dev.slipway.adapter.fabric8;

import static dev.slipway.ports.cluster.ClusterConnection.checkToken;
import static dev.slipway.ports.cluster.ClusterConnection.rejected;

import dev.slipway.domain.failure.FailureException;
import dev.slipway.ports.cluster.CallLimit;
import dev.slipway.ports.cluster.ClusterConnection;
import dev.slipway.ports.cluster.ClusterConnection.Source;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.http.Interceptor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * The library's configuration for a connection.
 *
 * @param token adds the token to each request; empty leaves that to the library, which can ask the
 *     helper programs that a kubeconfig may name
 */
record Fabric8Config(Config config, Optional<Interceptor> token) {
  private static final int CONNECT_MILLIS = 5_000;

  static Fabric8Config of(ClusterConnection connection, Map<String, String> environment)
      throws FailureException {
    connection.check();
    Source source = connection.source(environment, Files::isReadable);
    ConfigBuilder builder =
        switch (source) {
          case Source.Explicit(String host) -> explicit(host, connection);
          case Source.InCluster(String host, Path ca, Path _) ->
              new ConfigBuilder(Config.empty()).withMasterUrl(host).withCaCertFile(ca.toString());
          case Source.Kubeconfig(Path file) -> kubeconfig(file, connection);
          case Source.Nowhere(String why) -> throw rejected(why);
        };
    Config config =
        builder
            .withUserAgent(connection.userAgent())
            .withConnectionTimeout(CONNECT_MILLIS)
            .withRequestTimeout((int) CallLimit.STANDARD.reads().toMillis())
            .withRequestRetryBackoffLimit(0)
            // The JDK keeps calling over one HTTP/2 connection that a network has swallowed.
            .withHttp2Disable(true)
            .build();
    return new Fabric8Config(config, token(source, connection));
  }

  private static Optional<Interceptor> token(Source source, ClusterConnection connection) {
    if (connection.bearerToken().isPresent()) {
      String token = connection.bearerToken().get();
      return Optional.of(new BearerToken(() -> token));
    }
    return switch (source) {
      // Kubernetes renews the file's content, so it is read for each request.
      case Source.InCluster(String _, Path _, Path file) ->
          Optional.of(new BearerToken(() -> read(file)));
      case Source.Explicit _ -> Optional.of(new Interceptor() {});
      case Source.Kubeconfig _, Source.Nowhere _ -> Optional.empty();
    };
  }

  private static ConfigBuilder explicit(String host, ClusterConnection connection) {
    ConfigBuilder builder = new ConfigBuilder(Config.empty()).withMasterUrl(host);
    connection.caFile().ifPresent(file -> builder.withCaCertFile(file.toString()));
    connection.certFile().ifPresent(file -> builder.withClientCertFile(file.toString()));
    connection.keyFile().ifPresent(file -> builder.withClientKeyFile(file.toString()));
    return builder;
  }

  private static ConfigBuilder kubeconfig(Path file, ClusterConnection connection)
      throws FailureException {
    Config config;
    try {
      config =
          connection.context().isPresent()
              ? Config.fromKubeconfig(connection.context().get(), file.toFile())
              : Config.fromKubeconfig(file.toFile());
    } catch (RuntimeException e) {
      // The library's message may quote the file, which holds credentials.
      throw rejected(
          file + ": cannot be read as a kubeconfig (" + e.getClass().getSimpleName() + ")");
    }
    // The library takes the current context where there is none of this name.
    String wanted = connection.context().orElse("");
    if (!wanted.isEmpty()
        && config.getContexts().stream().noneMatch(one -> wanted.equals(one.getName()))) {
      throw rejected(file + ": has no context named " + wanted);
    }
    checkToken(file.toString(), Optional.ofNullable(config.getOauthToken()));
    checkToken(file.toString(), Optional.ofNullable(config.getAutoOAuthToken()));
    return new ConfigBuilder(config);
  }

  private static String read(Path file) {
    try {
      return Files.readString(file).strip();
    } catch (IOException e) {
      throw new UncheckedIOException("the service account's token cannot be read", e);
    }
  }
}
