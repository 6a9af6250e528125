package dev.slipway.app.config;

import dev.slipway.domain.settings.TlsFiles;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * PEM files that are named after GitLab's host and so need no setting: {@code HOST.crt} to trust,
 * {@code HOST.auth.crt} and {@code HOST.auth.key} as our own certificate.
 *
 * @param directory where they stand; empty: there are none
 */
record HostCertificates(Optional<Path> directory) {
  static final HostCertificates NONE = new HostCertificates(Optional.empty());

  /**
   * Fills up what is not configured.
   *
   * @param warning takes what is to be said of a file that is of no use alone
   */
  TlsFiles completed(TlsFiles configured, URI gitlab, Consumer<String> warning) {
    String host = gitlab.getHost() == null ? "" : gitlab.getHost();
    Optional<Path> ca = configured.ca().or(() -> existing(host, ".crt"));
    if (configured.cert().isPresent() || configured.key().isPresent()) {
      return new TlsFiles(ca, configured.cert(), configured.key());
    }
    Optional<Path> cert = existing(host, ".auth.crt");
    Optional<Path> key = existing(host, ".auth.key");
    if (cert.isPresent() == key.isPresent()) {
      return new TlsFiles(ca, cert, key);
    }
    warning.accept(
        "%s is not used: it needs %s.auth.%s beside it"
            .formatted(cert.or(() -> key).orElseThrow(), host, cert.isPresent() ? "key" : "crt"));
    return new TlsFiles(ca, Optional.empty(), Optional.empty());
  }

  private Optional<Path> existing(String host, String ending) {
    return directory
        .filter(_ -> !host.isEmpty())
        .map(folder -> folder.resolve(host + ending))
        .filter(Files::isRegularFile);
  }
}
