package dev.slipway.app.helper;

import java.nio.file.FileSystemException;
import java.util.Optional;

/** Looks into what is behind a failure. */
final class Causes {
  private Causes() {}

  /** The first of a kind among a failure and its causes. */
  static <T extends Throwable> Optional<T> find(Throwable failure, Class<T> kind) {
    for (Throwable at = failure; at != null; at = at.getCause()) {
      if (kind.isInstance(at)) {
        return Optional.of(kind.cast(at));
      }
    }
    return Optional.empty();
  }

  /** What to say of it. */
  static String text(Throwable failure) {
    String message = failure.getMessage();
    String kind = failure.getClass().getSimpleName().replace("Exception", "");
    boolean onlyAPath = failure instanceof FileSystemException e && e.getReason() == null;
    return message == null ? kind : onlyAPath ? message + ": " + kind : message;
  }
}
