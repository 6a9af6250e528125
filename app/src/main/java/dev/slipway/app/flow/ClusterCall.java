package dev.slipway.app.flow;

import dev.slipway.domain.job.PlannedJob;
import dev.slipway.domain.settings.RetrySettings;
import dev.slipway.ports.cluster.ClusterAnswer;
import dev.slipway.ports.cluster.ClusterAnswer.Refused;
import dev.slipway.ports.cluster.ClusterError;
import dev.slipway.ports.cluster.ClusterError.Unavailable;
import java.time.Duration;
import java.util.function.Supplier;

/** Calls the cluster again while it is unavailable, as often as the runner's settings say. */
record ClusterCall(RetrySettings retries) {
  /** As often as where nothing is set. */
  static final ClusterCall STANDARD = new ClusterCall(RetrySettings.DEFAULTS);

  /** So long an API server may be away without a job's failing of it. */
  static final Duration OUTAGE_LIMIT = Duration.ofSeconds(90);

  /** As the settings of the job's runner say. */
  static ClusterCall of(PlannedJob job) {
    return new ClusterCall(job.claimed().runner().kubernetes().care().retries());
  }

  /** For calls that may be repeated: reads, deletions, and creations of names of our own. */
  <T> ClusterAnswer<T> repeated(Supplier<ClusterAnswer<T>> call) throws InterruptedException {
    ClusterAnswer<T> answer = call.get();
    for (int attempt = 1;
        answer instanceof Refused<T>(ClusterError error) && attempt < tries(error);
        attempt++) {
      Thread.sleep(pause(error, attempt));
      answer = call.get();
    }
    return answer;
  }

  private int tries(ClusterError error) {
    return retries.triesFor(error.message(), error instanceof Unavailable);
  }

  /** How long to wait before the next try: at least as long as the server asks, within reason. */
  Duration pause(ClusterError error, int attempt) {
    return error.pause(Pause.beforeTry(attempt, retries.pauseMax()));
  }

  /**
   * For a call that a job cannot do without: repeated through an outage of {@link #OUTAGE_LIMIT}.
   * The job's log says why it waits.
   */
  <T> ClusterAnswer<T> patient(JobLog log, Supplier<ClusterAnswer<T>> call)
      throws InterruptedException {
    ClusterAnswer<T> answer = repeated(call);
    if (!(answer instanceof Refused<T>(Unavailable unavailable))) {
      return answer;
    }
    tellOutage(log, unavailable.message());
    return repeatedFor(OUTAGE_LIMIT, call);
  }

  /** Tells a job's log why it waits. */
  static void tellOutage(JobLog log, String says) {
    log.warning(
        "The Kubernetes API is not available (%s), trying again for up to %d s"
            .formatted(says, OUTAGE_LIMIT.toSeconds()));
  }

  /** For a call that must not be given up early: repeated until {@code limit} is over. */
  <T> ClusterAnswer<T> repeatedFor(Duration limit, Supplier<ClusterAnswer<T>> call)
      throws InterruptedException {
    long until = System.nanoTime() + limit.toNanos();
    ClusterAnswer<T> answer = repeated(call);
    for (int attempt = retries.triesMax();
        answer instanceof Refused<T>(Unavailable error) && System.nanoTime() < until;
        attempt++) {
      Thread.sleep(pause(error, attempt));
      answer = repeated(call);
    }
    return answer;
  }
}
