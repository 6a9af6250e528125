package dev.slipway.adapter.gitlab.tls;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The system's file of authorities, where administrators put their own: {@code SSL_CERT_FILE}, else
 * the place the distribution uses. Empty where there is none, or where the JVM was told another
 * trust store; the JDK's authorities count then.
 */
final class SystemTrust {
  private static final List<String> PLACES =
      List.of(
          "/etc/ssl/certs/ca-certificates.crt",
          "/etc/pki/tls/certs/ca-bundle.crt",
          "/etc/ssl/ca-bundle.pem",
          "/etc/pki/tls/cacert.pem",
          "/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem",
          "/etc/ssl/cert.pem");

  private SystemTrust() {}

  static Optional<Path> bundle(Map<String, String> environment) {
    if (System.getProperty("javax.net.ssl.trustStore") != null) {
      return Optional.empty();
    }
    String named = environment.getOrDefault("SSL_CERT_FILE", "");
    return (named.isEmpty() ? PLACES.stream() : Stream.of(named))
        .map(Path::of)
        .filter(Files::isReadable)
        .findFirst();
  }
}
