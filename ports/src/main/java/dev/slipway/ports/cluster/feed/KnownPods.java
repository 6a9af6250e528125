package dev.slipway.ports.cluster.feed;

import dev.slipway.domain.pod.PodName;
import dev.slipway.domain.watch.PodSnapshot;
import dev.slipway.ports.cluster.PodFeed.Listener;
import dev.slipway.ports.cluster.feed.SharedPodFeed.Seat;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a namespace's pods, and those who hear of each change. For one thread at a time.
 */
final class KnownPods {
  private static final System.Logger LOG = System.getLogger(KnownPods.class.getName());

  private final String namespace;
  private final Set<Seat> seats = new LinkedHashSet<>();
  private final Map<PodName, PodSnapshot> pods = new LinkedHashMap<>();

  KnownPods(String namespace) {
    this.namespace = namespace;
  }

  void join(Seat seat) {
    seats.add(seat);
  }

  void leave(Seat seat) {
    seats.remove(seat);
  }

  boolean nobodyAsks() {
    return seats.isEmpty();
  }

  /** Tells one of all that is known. */
  void show(Seat seat) {
    pods.values().forEach(pod -> tell(seat, listener -> listener.seen(pod)));
  }

  /** Tells all of something else than a pod. */
  void tell(Consumer<Listener> what) {
    new ArrayList<>(seats).forEach(seat -> tell(seat, what));
  }

  /** These are all there are now: what is new or other is told, and so is what is gone. */
  void become(List<PodSnapshot> all) {
    Map<PodName, PodSnapshot> now = new LinkedHashMap<>();
    all.forEach(pod -> now.put(pod.name(), pod));
    for (PodSnapshot old : List.copyOf(pods.values())) {
      PodSnapshot pod = now.get(old.name());
      if (pod == null || !pod.uid().equals(old.uid())) {
        forget(old);
      }
    }
    now.values().forEach(this::learn);
  }

  boolean differFrom(List<PodSnapshot> all) {
    return all.size() != pods.size()
        || all.stream().anyMatch(pod -> !same(pod, pods.get(pod.name())));
  }

  void learn(PodSnapshot pod) {
    if (!same(pod, pods.put(pod.name(), pod))) {
      tell(listener -> listener.seen(pod));
    }
  }

  /** Forgets it, unless another pod has its name by now. */
  void forget(PodSnapshot pod) {
    PodSnapshot old = pods.get(pod.name());
    if (old != null && old.uid().equals(pod.uid())) {
      pods.remove(pod.name());
      tell(listener -> listener.gone(pod.name(), pod.uid()));
    }
  }

  private static boolean same(PodSnapshot pod, @Nullable PodSnapshot other) {
    return other != null
        && pod.uid().equals(other.uid())
        && pod.resourceVersion().equals(other.resourceVersion());
  }

  /** A listener with a fault must not keep the others from hearing. */
  private void tell(Seat seat, Consumer<Listener> what) {
    try {
      if (!seat.empty) {
        what.accept(seat.listener);
      }
    } catch (RuntimeException e) {
      LOG.log(System.Logger.Level.ERROR, "a follower of pods in " + namespace + " failed", e);
    }
  }
}
