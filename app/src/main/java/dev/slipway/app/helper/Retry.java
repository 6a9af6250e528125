package dev.slipway.app.helper;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/** {@code --retry} and {@code --retry-time}: how often something is done again, and after what. */
final class Retry {
  private final HelperSurroundings surroundings;
  private final Duration wait;
  private long left;

  private Retry(HelperSurroundings surroundings, Duration wait, long left) {
    this.surroundings = surroundings;
    this.wait = wait;
    this.left = left;
  }

  static List<HelperFlag> flags() {
    return List.of(
        HelperFlag.text("--retry", "", "2", "How often to try again."),
        HelperFlag.text("--retry-time", "", "1s", "How long to wait before that."));
  }

  static Retry of(HelperArguments arguments, HelperSurroundings surroundings) throws HelperFailure {
    return new Retry(
        surroundings, arguments.duration("--retry-time"), arguments.number("--retry", 0));
  }

  /**
   * Waits for the next try.
   *
   * @throws HelperFailure the failure itself, where there is none left
   */
  void orFail(HelperFailure failure) throws HelperFailure, InterruptedException {
    if (left == 0) {
      throw failure;
    }
    left--;
    surroundings.log().warning("Retrying...", Map.of("error", failure.text()));
    surroundings.pause().sleep(wait);
  }
}
