package dev.slipway.app.flow;

import dev.slipway.ports.cluster.ClusterAnswer;
import dev.slipway.ports.cluster.ClusterAnswer.Refused;
import dev.slipway.ports.cluster.ClusterError.Unavailable;
import java.time.Duration;
import java.util.function.Supplier;

/** Calls the cluster again while it is unavailable, a bounded number of times. */
final class ClusterCall {
  /** So long an API server may be away without a job's failing of it. */
  static final Duration OUTAGE_LIMIT = Duration.ofSeconds(90);

  private static final int TRIES_MAX = 5;

  private ClusterCall() {}

  /** For calls that may be repeated: reads, deletions, and creations of names of our own. */
  static <T> ClusterAnswer<T> repeated(Supplier<ClusterAnswer<T>> call)
      throws InterruptedException {
    ClusterAnswer<T> answer = call.get();
    for (int attempt = 1;
        attempt < TRIES_MAX && answer instanceof Refused<T>(Unavailable unavailable);
        attempt++) {
      Duration pause = Pause.beforeTry(attempt);
      Thread.sleep(unavailable.retryAfter().filter(d -> d.compareTo(pause) > 0).orElse(pause));
      answer = call.get();
    }
    return answer;
  }

  /**
   * For a call that a job cannot do without: repeated through an outage of {@link #OUTAGE_LIMIT}.
   * The job's log says why it waits.
   */
  static <T> ClusterAnswer<T> patient(JobLog log, Supplier<ClusterAnswer<T>> call)
      throws InterruptedException {
    ClusterAnswer<T> answer = repeated(call);
    if (!(answer instanceof Refused<T>(Unavailable unavailable))) {
      return answer;
    }
    log.warning(
        "The Kubernetes API is not available (%s), trying again for up to %d s"
            .formatted(unavailable.message(), OUTAGE_LIMIT.toSeconds()));
    return repeatedFor(OUTAGE_LIMIT, call);
  }

  /** For a call that must not be given up early: repeated until {@code limit} is over. */
  static <T> ClusterAnswer<T> repeatedFor(Duration limit, Supplier<ClusterAnswer<T>> call)
      throws InterruptedException {
    long until = System.nanoTime() + limit.toNanos();
    ClusterAnswer<T> answer = repeated(call);
    while (answer instanceof Refused<T>(Unavailable _) && System.nanoTime() < until) {
      answer = repeated(call);
    }
    return answer;
  }
}
