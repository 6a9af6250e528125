package dev.slipway.domain.settings;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The whole file.
 *
 * @param concurrent jobs at once over all runners, at least 1
 * @param checkInterval time for one round over all runners, more than nothing
 * @param shutdownTimeout how long aborted jobs may take to end
 * @param connectionMaxAge after this time idle connections to GitLab are closed; zero for never
 * @param listenAddress where metrics are served; empty for nowhere
 * @param runners in the file's order, those with an empty token left out
 */
public record GlobalSettings(
    int concurrent,
    Duration checkInterval,
    LogLevel logLevel,
    LogFormat logFormat,
    Duration shutdownTimeout,
    Duration connectionMaxAge,
    Optional<ListenAddress> listenAddress,
    List<RunnerSettings> runners) {

  /** What an empty file means. */
  public static final GlobalSettings DEFAULTS =
      new GlobalSettings(
          1,
          Duration.ofSeconds(3),
          LogLevel.INFO,
          LogFormat.RUNNER,
          Duration.ofSeconds(30),
          Duration.ofMinutes(15),
          Optional.empty(),
          List.of());

  public GlobalSettings {
    if (concurrent < 1) {
      throw new IllegalArgumentException("concurrent is below 1");
    }
    runners = List.copyOf(runners);
  }

  /** The same with the address given on the command line. */
  public GlobalSettings withListenAddress(ListenAddress address) {
    return new GlobalSettings(
        concurrent,
        checkInterval,
        logLevel,
        logFormat,
        shutdownTimeout,
        connectionMaxAge,
        Optional.of(address),
        runners);
  }

  /** The same for one job at a time. */
  public GlobalSettings oneAtATime() {
    return new GlobalSettings(
        1,
        checkInterval,
        logLevel,
        logFormat,
        shutdownTimeout,
        connectionMaxAge,
        listenAddress,
        runners);
  }

  /** The same with other runners. */
  public GlobalSettings withRunners(List<RunnerSettings> others) {
    return new GlobalSettings(
        concurrent,
        checkInterval,
        logLevel,
        logFormat,
        shutdownTimeout,
        connectionMaxAge,
        listenAddress,
        others);
  }
}
