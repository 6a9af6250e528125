package dev.slipway.app.helper;

import java.util.List;

/** All helper commands, and how one of them ends. */
public final class HelperProgram {
  private static final int FAILED = 1;

  private final HelperSurroundings surroundings;

  public HelperProgram(HelperSurroundings surroundings) {
    this.surroundings = surroundings;
  }

  /** Every command. */
  public static List<HelperCommand> commands() {
    return List.of(
        new ArtifactsUploader(),
        new ArtifactsDownloader(),
        new CacheArchiver(),
        new CacheExtractor(),
        new CacheInit(),
        new ReadLogs(),
        new HealthCheck());
  }

  /** Runs a command and says why it failed, if it did; answers the exit code. */
  public int run(HelperCommand command, HelperArguments arguments) {
    HelperLog log = surroundings.log();
    try {
      return command.run(arguments, surroundings);
    } catch (HelperFailure e) {
      if (e.isMild()) {
        log.warning(e.text());
      } else {
        log.fatal(e.text());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      log.fatal("interrupted");
    }
    return FAILED;
  }
}
