package dev.slipway.app.helper;

import dev.slipway.ports.transfer.FileTransfer;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * What a helper command takes from outside, so that tests can give their own.
 *
 * @param directory the project directory
 * @param out for what is no log line
 */
public record HelperSurroundings(
    Path directory,
    Map<String, String> environment,
    HelperLog log,
    PrintStream out,
    Transfers transfers,
    Pause pause) {
  public HelperSurroundings {
    environment = Map.copyOf(environment);
  }

  /** Opens the way over HTTP when it is needed: loading it takes time. */
  @FunctionalInterface
  public interface Transfers {
    /** A way with these PEM files. */
    FileTransfer open(TlsPaths tls, Map<String, String> environment);
  }

  /** PEM files for TLS. */
  public record TlsPaths(Optional<Path> ca, Optional<Path> cert, Optional<Path> key) {
    /** None. */
    public static final TlsPaths NONE =
        new TlsPaths(Optional.empty(), Optional.empty(), Optional.empty());
  }

  /** Waiting. */
  @FunctionalInterface
  public interface Pause {
    /** Waits; an interrupt ends it. */
    void sleep(Duration howLong) throws InterruptedException;
  }
}
