package dev.slipway.app.flow;

import dev.slipway.domain.settings.TlsFiles;
import dev.slipway.domain.variable.VariableSources.ClientCertificate;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The certificate that a runner shows to GitLab, for the jobs that talk with it too. */
final class ClientCertificates {
  private static final Logger LOG = LoggerFactory.getLogger(ClientCertificates.class);

  private ClientCertificates() {}

  /** Reads both files as they are now; empty where there is none, or one cannot be read. */
  static Optional<ClientCertificate> of(TlsFiles files) {
    if (files.cert().isEmpty() || files.key().isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new ClientCertificate(
              Files.readString(files.cert().get()), Files.readString(files.key().get())));
    } catch (IOException e) {
      LOG.warn(
          "Jobs get no client certificate: one of {} and {} cannot be read",
          files.cert().get(),
          files.key().get(),
          e);
      return Optional.empty();
    }
  }
}
