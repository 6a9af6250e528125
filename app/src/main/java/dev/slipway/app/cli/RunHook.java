package dev.slipway.app.cli;

import dev.slipway.domain.settings.GlobalSettings;

/** What {@code slipway run} does once its configuration is read. */
@FunctionalInterface
public interface RunHook {
  /** Takes and runs jobs until it is told to stop; answers the exit code of the process. */
  int run(GlobalSettings settings, RunOptions options) throws InterruptedException;
}
