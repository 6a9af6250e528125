package dev.slipway.app.cli;

import dev.slipway.domain.settings.LogFormat;
import dev.slipway.domain.settings.LogLevel;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** What the manager logs, kept for a test as long as this is open. */
public final class WrittenLog implements AutoCloseable {
  private final ByteArrayOutputStream written = new ByteArrayOutputStream();

  public WrittenLog() {
    Logging.configure(LogLevel.INFO, LogFormat.RUNNER);
    Logging.redirect(new PrintStream(written, true, StandardCharsets.UTF_8));
  }

  /** The lines of a level, {@code WARNING} or {@code ERROR}, without it. */
  public List<String> lines(String level) {
    return written
        .toString(StandardCharsets.UTF_8)
        .lines()
        .filter(line -> line.startsWith(level + ": "))
        .map(line -> line.substring(level.length() + 2))
        .toList();
  }

  @Override
  public void close() {
    Logging.redirect(System.err);
  }
}
