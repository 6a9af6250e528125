package dev.slipway.domain.settings;

import java.net.URI;
import java.util.Optional;

/**
 * How to reach the cluster's API.
 *
 * @param host http or https; empty to use the pod's own service account, else a kubeconfig
 * @param context of the kubeconfig; of use only without {@code host} and outside a cluster
 */
public record ConnectionSettings(
    Optional<URI> host, Optional<String> context, TlsFiles tls, Optional<SecretText> bearerToken) {
  /** Found by itself. */
  public static final ConnectionSettings DISCOVERED =
      new ConnectionSettings(Optional.empty(), Optional.empty(), TlsFiles.NONE, Optional.empty());

  /** The same with another token. */
  public ConnectionSettings withBearerToken(SecretText token) {
    return new ConnectionSettings(host, context, tls, Optional.of(token));
  }
}
