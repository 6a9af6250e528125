package dev.slipway.domain.settings;

import java.nio.file.Path;
import java.util.Optional;

/**
 * PEM files for a TLS connection.
 *
 * @param ca certificates to trust
 * @param cert our own certificate; of use only with {@code key}
 * @param key its private key
 */
public record TlsFiles(Optional<Path> ca, Optional<Path> cert, Optional<Path> key) {
  /** None of them. */
  public static final TlsFiles NONE =
      new TlsFiles(Optional.empty(), Optional.empty(), Optional.empty());
}
