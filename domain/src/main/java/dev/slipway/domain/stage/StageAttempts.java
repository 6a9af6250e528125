package dev.slipway.domain.stage;

import dev.slipway.domain.flag.FeatureFlag;
import dev.slipway.domain.flag.FeatureFlags;
import java.time.Duration;

/** How long a stage that failed waits before it is tried again (GitLab Runner 18 and later). */
public final class StageAttempts {
  private static final Duration FIRST = Duration.ofSeconds(5);
  private static final Duration LONGEST = Duration.ofMinutes(5);
  private static final Duration FIRST_OF_OLD = Duration.ofSeconds(1);
  private static final Duration LONGEST_OF_OLD = Duration.ofSeconds(5);
  private static final int DOUBLINGS_MAX = 10;

  private StageAttempts() {}

  /**
   * The pause: 5 s, doubled each time up to 5 minutes; without {@code
   * FF_USE_EXPONENTIAL_BACKOFF_STAGE_RETRY} 1 s, doubled up to 5 s.
   *
   * @param attempt the one that is about to begin, from 2
   */
  public static Duration pauseBefore(int attempt, FeatureFlags flags) {
    boolean patient = flags.enabled(FeatureFlag.USE_EXPONENTIAL_BACKOFF_STAGE_RETRY);
    Duration longest = patient ? LONGEST : LONGEST_OF_OLD;
    int doublings = Math.clamp(attempt - 2, 0, DOUBLINGS_MAX);
    Duration pause = (patient ? FIRST : FIRST_OF_OLD).multipliedBy(1L << doublings);
    return pause.compareTo(longest) > 0 ? longest : pause;
  }
}
