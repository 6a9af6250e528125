package dev.slipway.app.cli;

import dev.slipway.app.helper.HelperArguments;
import dev.slipway.app.helper.HelperCommand;

/** What a helper command does once its flags are read. */
@FunctionalInterface
public interface HelperHook {
  /** Runs the command; answers the exit code of the process. */
  int run(HelperCommand command, HelperArguments arguments);
}
