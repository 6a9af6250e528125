package dev.slipway.app.config;

import dev.slipway.domain.settings.GlobalSettings;
import dev.slipway.domain.settings.ListenAddress;
import dev.slipway.domain.settings.LogFormat;
import dev.slipway.domain.settings.LogLevel;
import dev.slipway.domain.settings.RunnerSettings;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The top of the file. */
final class GlobalReader {
  private final RunnerReader runners;

  GlobalReader(RunnerReader runners) {
    this.runners = runners;
  }

  GlobalSettings read(Table top) {
    GlobalSettings defaults = GlobalSettings.DEFAULTS;
    List<RunnerSettings> found =
        top.tables("runners").stream().flatMap(table -> runners.read(table).stream()).toList();
    return new GlobalSettings(
        concurrent(top),
        positive(top.seconds("check_interval"), defaults.checkInterval()),
        top.choice("log_level", LogLevel.WORDS).orElse(defaults.logLevel()),
        top.choice("log_format", LogFormat.WORDS).orElse(defaults.logFormat()),
        positive(top.seconds("shutdown_timeout"), defaults.shutdownTimeout()),
        top.duration("connection_max_age").orElse(defaults.connectionMaxAge()),
        top.parsed("listen_address", ListenAddress::parse),
        found);
  }

  private static int concurrent(Table top) {
    int concurrent = top.whole("concurrent").orElse(1);
    if (concurrent < 1) {
      top.problem(
          "concurrent",
          "Current configuration 'concurrent = %d' means that no jobs will be processed; set it to 1 or more"
              .formatted(concurrent));
      return 1;
    }
    return concurrent;
  }

  /** GitLab Runner takes nothing and less for "not set". */
  static Duration positive(Optional<Duration> duration, Duration otherwise) {
    return duration.filter(Duration::isPositive).orElse(otherwise);
  }
}
