package dev.slipway.app.cli;

import dev.slipway.domain.settings.LogLevel;
import java.util.Map;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/**
 * Brings what the JDK and some libraries log with {@code java.util.logging} into the same log. The
 * JDK makes one of these when its logging is first used.
 */
public final class JdkLogging {
  /** Takes the root logger over. */
  public JdkLogging() {
    LogManager.getLogManager().reset();
    Logger root = Logger.getLogger("");
    root.addHandler(new ToOurLog());
    // Never finer: what libraries say for their own debugging quotes headers, and so tokens.
    root.setLevel(Level.INFO);
  }

  private static final class ToOurLog extends Handler {
    private final SimpleFormatter messages = new SimpleFormatter();

    @Override
    public void publish(LogRecord entry) {
      Logging.write(
          level(entry.getLevel()), messages.formatMessage(entry), Map.of(), entry.getThrown());
    }

    private static LogLevel level(Level level) {
      int value = level.intValue();
      return value >= Level.SEVERE.intValue()
          ? LogLevel.ERROR
          : value >= Level.WARNING.intValue()
              ? LogLevel.WARN
              : value >= Level.INFO.intValue() ? LogLevel.INFO : LogLevel.DEBUG;
    }

    @Override
    public void flush() {
      // Each line is flushed when it is written.
    }

    @Override
    public void close() {
      // Standard error stays open.
    }
  }
}
