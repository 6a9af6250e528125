package dev.slipway.ports.cluster.feed;

import dev.slipway.domain.watch.PodSnapshot;
import dev.slipway.ports.cluster.ClusterAnswer;
import dev.slipway.ports.cluster.ClusterError;
import dev.slipway.ports.cluster.feed.PodSource.OpenWatch;
import dev.slipway.ports.cluster.feed.PodSource.PodPage;
import dev.slipway.ports.cluster.feed.PodSource.Pods;
import dev.slipway.ports.cluster.feed.PodSource.WatchEnd;
import dev.slipway.ports.cluster.feed.PodSource.WatchReader;
import dev.slipway.ports.cluster.feed.SharedPodFeed.Seat;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * One list and one watch. A single thread owns the state; everything reaches it as a message, so
 * listeners are called one at a time and in the order of the API server's events.
 */
final class PodFollower {
  private static final int MAILBOX_MAX = 1024;

  /** An API server that has only just started refuses for moments what it grants. */
  static final int REFUSALS_BORNE = 4;

  private static final System.Logger LOG = System.getLogger(PodFollower.class.getName());

  private final PodSource source;
  private final Pods pods;
  private final FeedPace pace;
  private final BlockingQueue<Runnable> mailbox = new ArrayBlockingQueue<>(MAILBOX_MAX);
  private final AtomicInteger seatsTaken = new AtomicInteger();
  private final Thread thread;
  private volatile boolean stopped;

  // Everything below is touched by the thread alone.
  private final KnownPods known;
  private @Nullable OpenWatch watch;
  private int generation;
  private boolean listed;
  private String resourceVersion = "";
  private int failures;
  private int refusals;
  private long dueNanos = System.nanoTime();

  PodFollower(PodSource source, Pods pods, FeedPace pace) {
    this.source = source;
    this.pods = pods;
    this.pace = pace;
    this.known = new KnownPods(pods.namespace());
    this.thread =
        Thread.ofVirtual()
            .name("pods " + pods.namespace() + " " + pods.selector())
            .unstarted(this::run);
  }

  PodFollower start() {
    thread.start();
    return this;
  }

  void join(Seat seat) {
    seatsTaken.incrementAndGet();
    post(
        () -> {
          known.join(seat);
          if (listed) {
            known.show(seat);
          }
        });
  }

  /** Takes the seat away; true when it was the last one and this follower has stopped. */
  boolean leave(Seat seat) {
    post(() -> known.leave(seat));
    if (seatsTaken.decrementAndGet() > 0) {
      return false;
    }
    stop();
    return true;
  }

  void stop() {
    stopped = true;
    thread.interrupt();
  }

  private void post(Runnable message) {
    try {
      if (!stopped) {
        mailbox.put(message);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    try {
      while (!stopped) {
        step();
      }
    } catch (InterruptedException e) {
      // Only stop() interrupts this thread.
      stopped = true;
    } finally {
      closeWatch();
    }
  }

  private void step() throws InterruptedException {
    try {
      if (known.nobodyAsks()) {
        mailbox.take().run();
        return;
      }
      if (System.nanoTime() - dueNanos >= 0) {
        act();
      }
      long wait = Math.max(0, dueNanos - System.nanoTime());
      Runnable message = mailbox.poll(wait, TimeUnit.NANOSECONDS);
      if (message != null) {
        message.run();
      }
    } catch (RuntimeException e) {
      // An adapter with a fault must not end the feed for good: start over.
      if (!stopped) {
        LOG.log(System.Logger.Level.ERROR, "following pods of " + pods.namespace() + " failed", e);
      }
      closeWatch();
      listed = false;
      dueIn(pace.backoff(++failures));
    }
  }

  /** What is due: the first list, the next watch, or a look at a silent cluster. */
  private void act() {
    if (!listed) {
      list();
    } else if (watch == null) {
      startWatch();
    } else {
      lookAtSilence();
    }
  }

  private void list() {
    switch (source.list(pods)) {
      case ClusterAnswer.Done<PodPage>(PodPage page) -> {
        take(page);
        startWatch();
      }
      case ClusterAnswer.Refused<PodPage>(ClusterError error) -> failed(error, true);
    }
  }

  private void take(PodPage page) {
    known.become(page.pods());
    resourceVersion = page.resourceVersion();
    listed = true;
    refusals = 0;
  }

  private void startWatch() {
    int mine = ++generation;
    dueIn(pace.silenceMax());
    watch = source.watch(pods, resourceVersion, pace.watchSeconds(), new Reader(mine));
  }

  /** A list that shows what the watch has not told means that the watch is dead. */
  private void lookAtSilence() {
    dueIn(pace.silenceMax());
    switch (source.list(pods)) {
      case ClusterAnswer.Done<PodPage>(PodPage page) -> {
        if (mailbox.isEmpty() && known.differFrom(page.pods())) {
          closeWatch();
          take(page);
          startWatch();
        }
      }
      case ClusterAnswer.Refused<PodPage>(ClusterError error) -> {
        closeWatch();
        failed(error, true);
      }
    }
  }

  private void heard(String version) {
    resourceVersion = version;
    failures = 0;
    refusals = 0;
    dueIn(pace.silenceMax());
  }

  private void over(WatchEnd end) {
    closeWatch();
    switch (end) {
      case WatchEnd.Finished() -> dueIn(pace.backoff(1));
      case WatchEnd.Expired() -> {
        listed = false;
        dueIn(pace.backoff(++failures));
      }
      // The first cut after something was heard is everyday life: only a second one is trouble.
      case WatchEnd.Broken(ClusterError error) -> failed(error, failures > 0);
    }
  }

  private void failed(ClusterError error, boolean worthTelling) {
    dueIn(error.pause(pace.backoff(++failures)));
    refusals = error instanceof ClusterError.Forbidden ? refusals + 1 : 0;
    if (worthTelling && (refusals == 0 || refusals > REFUSALS_BORNE)) {
      known.tell(listener -> listener.troubled(error));
    }
  }

  private void closeWatch() {
    generation++;
    if (watch != null) {
      watch.close();
      watch = null;
    }
  }

  private void dueIn(Duration wait) {
    dueNanos = System.nanoTime() + wait.toNanos();
  }

  /** Carries a watch's events to the thread; those of an earlier watch are dropped there. */
  private final class Reader implements WatchReader {
    private final int mine;

    Reader(int mine) {
      this.mine = mine;
    }

    @Override
    public void seen(PodSnapshot pod) {
      postMine(
          () -> {
            known.learn(pod);
            heard(pod.resourceVersion());
          });
    }

    @Override
    public void gone(PodSnapshot pod) {
      postMine(
          () -> {
            known.forget(pod);
            heard(pod.resourceVersion());
          });
    }

    @Override
    public void reached(String version) {
      postMine(() -> heard(version));
    }

    @Override
    public void ended(WatchEnd end) {
      postMine(() -> over(end));
    }

    private void postMine(Runnable message) {
      post(
          () -> {
            if (mine == generation) {
              message.run();
            }
          });
    }
  }
}
