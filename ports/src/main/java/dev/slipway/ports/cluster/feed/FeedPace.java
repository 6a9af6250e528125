package dev.slipway.ports.cluster.feed;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * How fast a feed tries again and how long it trusts silence.
 *
 * @param backoffMin the wait after the first failure
 * @param backoffMax the longest wait
 * @param silenceMax after so long without an event the feed lists once, because a dead network
 *     looks the same as a quiet cluster
 * @param watchMin the shortest life the server is asked to give a watch; up to a quarter more is
 *     added, so that many feeds do not end at once
 */
public record FeedPace(
    Duration backoffMin, Duration backoffMax, Duration silenceMax, Duration watchMin) {

  /** What a real cluster gets. */
  public static final FeedPace STANDARD =
      new FeedPace(
          Duration.ofMillis(100),
          Duration.ofSeconds(10),
          Duration.ofSeconds(20),
          Duration.ofSeconds(240));

  /** The wait before the given attempt, counted from 1: doubled each time, with jitter. */
  Duration backoff(int attempt) {
    long doubled = backoffMin.toNanos() << Math.min(attempt - 1, 20);
    long capped = Math.min(doubled, backoffMax.toNanos());
    return Duration.ofNanos(capped / 2 + ThreadLocalRandom.current().nextLong(capped / 2 + 1));
  }

  int watchSeconds() {
    int least = (int) watchMin.toSeconds();
    return least + ThreadLocalRandom.current().nextInt(least / 4 + 1);
  }
}
