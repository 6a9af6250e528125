package dev.slipway.adapter.gitlab.tls;

import java.io.IOException;

/** A certificate or key file cannot be used; the message says which, why, and what to do. */
public final class TlsFileException extends IOException {
  private static final long serialVersionUID = 1L;

  TlsFileException(String message) {
    super(message);
  }

  TlsFileException(String message, Throwable cause) {
    super(message, cause);
  }
}
