package dev.slipway.ports.cluster.feed;

import dev.slipway.ports.cluster.PodFeed;
import dev.slipway.ports.cluster.feed.PodSource.Pods;
import java.util.HashMap;
import java.util.Map;

/** Follows pods; who follows the same namespace and labels shares one list and one watch. */
public final class SharedPodFeed implements PodFeed, AutoCloseable {
  private final PodSource source;
  private final FeedPace pace;
  private final Map<Pods, PodFollower> followers = new HashMap<>();
  private boolean closed;

  public SharedPodFeed(PodSource source, FeedPace pace) {
    this.source = source;
    this.pace = pace;
  }

  @Override
  public Subscription follow(String namespace, Map<String, String> labels, Listener listener) {
    Pods pods = new Pods(namespace, labels);
    Seat seat = new Seat(listener);
    synchronized (followers) {
      if (closed) {
        throw new IllegalStateException("the feed is closed");
      }
      PodFollower follower =
          followers.computeIfAbsent(pods, p -> new PodFollower(source, p, pace).start());
      follower.join(seat);
    }
    return () -> leave(pods, seat);
  }

  private void leave(Pods pods, Seat seat) {
    synchronized (followers) {
      if (seat.empty) {
        return;
      }
      seat.empty = true;
      PodFollower follower = followers.get(pods);
      if (follower != null && follower.leave(seat)) {
        followers.remove(pods);
      }
    }
  }

  @Override
  public void close() {
    synchronized (followers) {
      closed = true;
      followers.values().forEach(PodFollower::stop);
      followers.clear();
    }
  }

  /** One subscription: the same listener may follow twice. */
  static final class Seat {
    final Listener listener;
    volatile boolean empty;

    Seat(Listener listener) {
      this.listener = listener;
    }
  }
}
