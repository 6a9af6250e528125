package dev.slipway.app.helper;

import java.util.List;

/** One command of the helper. */
public interface HelperCommand {
  /** As it is typed. */
  String name();

  /** What it does, in a sentence. */
  String meaning();

  List<HelperFlag> flags();

  /**
   * Does it.
   *
   * @return the exit code
   * @throws HelperFailure where it cannot be done; the exit code is 1
   */
  int run(HelperArguments arguments, HelperSurroundings surroundings)
      throws HelperFailure, InterruptedException;
}
