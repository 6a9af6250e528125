package dev.slipway.app.cli;

import dev.slipway.domain.settings.LogFormat;
import dev.slipway.domain.settings.LogLevel;
import java.io.Console;
import java.io.PrintStream;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where every line of the program's own log goes: to standard error. */
public final class Logging {
  private record Setup(LogLevel level, LogFormat format, boolean colours) {}

  private static final Clock CLOCK = Clock.systemUTC();
  private static final Object ONE_LINE_AT_A_TIME = new Object();
  private static volatile Setup setup = new Setup(LogLevel.INFO, LogFormat.RUNNER, false);
  private static volatile PrintStream out = System.err;

  private Logging() {}

  /** From now on; may be called again when the configuration changes. */
  public static void configure(LogLevel level, LogFormat format) {
    setup = new Setup(level, format, onTerminal());
    // The JDK's own logging reads this when it is first used, which may be never.
    System.setProperty("java.util.logging.config.class", JdkLogging.class.getName());
  }

  /** For the error that ends the program; the caller still has to end it. */
  public static void fatal(String message) {
    write(LogLevel.FATAL, message, Map.of(), null);
  }

  static boolean enabled(LogLevel level) {
    return level.compareTo(setup.level) <= 0;
  }

  static void write(
      LogLevel level, String message, Map<String, String> fields, @Nullable Throwable thrown) {
    if (!enabled(level)) {
      return;
    }
    Setup now = setup;
    LogLine line = new LogLine(Instant.now(CLOCK), level, message, fields, thrown);
    String text = line.format(now.format, now.colours) + "\n";
    synchronized (ONE_LINE_AT_A_TIME) {
      out.print(text);
      out.flush();
    }
  }

  /** For tests: what would be printed goes there. */
  static void redirect(PrintStream stream) {
    out = stream;
  }

  private static boolean onTerminal() {
    return Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent()
        && System.getenv("NO_COLOR") == null;
  }
}
