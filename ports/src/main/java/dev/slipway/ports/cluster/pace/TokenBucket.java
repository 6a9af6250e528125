package dev.slipway.ports.cluster.pace;

import java.time.Duration;

/**
 * So many requests at once, and so many a second from then on. Who comes when the bucket is empty
 * waits for the next token; tokens are given in the order they are asked for. Safe for several
 * threads.
 */
public final class TokenBucket {
  private final long nanosPerToken;
  private final long burst;
  private long next;

  /**
   * A full bucket.
   *
   * @param perSecond tokens that come back each second, 1 or more
   * @param burst tokens that the full bucket holds, 1 or more
   * @param nowNanos {@link System#nanoTime()}
   */
  public TokenBucket(int perSecond, int burst, long nowNanos) {
    if (perSecond < 1 || burst < 1) {
      throw new IllegalArgumentException(
          "%d tokens a second and a burst of %d: both must be 1 or more"
              .formatted(perSecond, burst));
    }
    this.nanosPerToken = Duration.ofSeconds(1).toNanos() / perSecond;
    this.burst = burst;
    this.next = nowNanos - burst * nanosPerToken;
  }

  /**
   * Takes the next token.
   *
   * @param nowNanos {@link System#nanoTime()}
   * @return how long to wait before it may be used; zero for at once
   */
  public synchronized Duration take(long nowNanos) {
    // What has come back since, but not more than the bucket holds.
    long earliest = nowNanos - burst * nanosPerToken;
    if (next - earliest < 0) {
      next = earliest;
    }
    next += nanosPerToken;
    return Duration.ofNanos(Math.max(0, next - nowNanos));
  }
}
