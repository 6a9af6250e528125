package dev.slipway.app.flow;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** What happens to one job, in the order it was noticed; many tell, the job's own thread takes. */
final class JobSignals {
  private final BlockingQueue<JobSignal> queue = new LinkedBlockingQueue<>();
  private final CompletableFuture<Stop> stop = new CompletableFuture<>();

  void tell(JobSignal signal) {
    queue.add(signal);
    if (signal instanceof JobSignal.StopAsked(Stop what)) {
      stop.complete(what);
    }
  }

  /** Done as soon as the job is asked to end early; the signal itself stays where it is. */
  CompletableFuture<Stop> stopAsked() {
    return stop;
  }

  /** The next signal, or empty after {@code limit}. */
  Optional<JobSignal> next(Duration limit) throws InterruptedException {
    return Optional.ofNullable(queue.poll(Math.max(0, limit.toMillis()), TimeUnit.MILLISECONDS));
  }
}
