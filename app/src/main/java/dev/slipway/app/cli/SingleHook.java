package dev.slipway.app.cli;

import dev.slipway.domain.settings.GlobalSettings;
import java.nio.file.Path;

/** What {@code slipway run-single} does once it knows its runner. */
@FunctionalInterface
public interface SingleHook {
  /**
   * Takes jobs of one runner, one after another; answers the exit code of the process.
   *
   * @param settings with one runner
   * @param configFile beside which the system id may stand; it need not exist
   */
  int run(GlobalSettings settings, Path configFile, SingleLimits limits)
      throws InterruptedException;
}
