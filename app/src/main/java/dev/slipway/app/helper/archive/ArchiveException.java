package dev.slipway.app.helper.archive;

import java.io.IOException;
import java.io.Serial;

/** An archive that cannot be made or read; the message says what is wrong with it. */
public final class ArchiveException extends IOException {
  @Serial private static final long serialVersionUID = 1;

  public ArchiveException(String message) {
    super(message);
  }

  ArchiveException(String message, Throwable cause) {
    super(message, cause);
  }
}
