package dev.slipway.app.helper;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Files that are there for a moment. */
final class Staging {
  private Staging() {}

  /** Removes one; that it stays is no reason to fail. */
  static void remove(Path file, HelperLog log) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      log.warning("removing " + file + ": " + Causes.text(e));
    }
  }
}
