package dev.slipway.ports.cluster.contract;

import dev.slipway.domain.pod.PodName;
import dev.slipway.domain.watch.PodSnapshot;
import dev.slipway.ports.cluster.ClusterError;
import dev.slipway.ports.cluster.PodFeed;
import dev.slipway.ports.cluster.PodFeed.Listener;
import dev.slipway.ports.cluster.PodFeed.Subscription;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** Follows pods and keeps all it is told, in order. */
public final class PodWatcher implements Listener, AutoCloseable {
  private static final long SECONDS_MAX = 90;

  /** What a feed tells: {@code Seen | Gone | Troubled}. */
  public sealed interface Told {
    /** The pod is new or has changed. */
    record Seen(PodSnapshot pod) implements Told {}

    /** The pod is gone. */
    record Gone(PodName name, String uid) implements Told {}

    /** The cluster does not let us watch. */
    record Troubled(ClusterError error) implements Told {}
  }

  private final BlockingQueue<Told> queue = new LinkedBlockingQueue<>();
  private final List<Told> heard = new ArrayList<>();
  private final Subscription subscription;

  public PodWatcher(PodFeed feed, String namespace, Map<String, String> labels) {
    subscription = feed.follow(namespace, labels, this);
  }

  @Override
  public void seen(PodSnapshot pod) {
    queue.add(new Told.Seen(pod));
  }

  @Override
  public void gone(PodName name, String uid) {
    queue.add(new Told.Gone(name, uid));
  }

  @Override
  public void troubled(ClusterError error) {
    queue.add(new Told.Troubled(error));
  }

  /** The first thing told from now on that is wanted. */
  public Told await(String what, Predicate<Told> wanted) throws InterruptedException {
    while (true) {
      Told told = queue.poll(SECONDS_MAX, TimeUnit.SECONDS);
      if (told == null) {
        throw new AssertionError(
            "not told within " + SECONDS_MAX + " s: " + what + "; told before: " + heard);
      }
      heard.add(told);
      if (wanted.test(told)) {
        return told;
      }
    }
  }

  /** The first snapshot of the pod, from now on, that is wanted. */
  public PodSnapshot awaitPod(String what, PodName name, Predicate<PodSnapshot> wanted)
      throws InterruptedException {
    Told told =
        await(
            what + " of " + name,
            one ->
                one instanceof Told.Seen(PodSnapshot pod)
                    && pod.name().equals(name)
                    && wanted.test(pod));
    return ((Told.Seen) told).pod();
  }

  /** Waits until every container of the pod is ready. */
  public PodSnapshot awaitReady(PodName name) throws InterruptedException {
    return awaitPod(
        "readiness",
        name,
        pod -> !pod.containers().isEmpty() && pod.containers().stream().allMatch(c -> c.ready()));
  }

  /** Waits until the pod is gone. */
  public Told.Gone awaitGone(PodName name) throws InterruptedException {
    return (Told.Gone)
        await("end of " + name, one -> one instanceof Told.Gone gone && gone.name().equals(name));
  }

  /** All that was waited through so far. */
  public List<Told> heard() {
    return List.copyOf(heard);
  }

  /** What has come and was not waited for. */
  public List<Told> pending() {
    return List.copyOf(queue);
  }

  @Override
  public void close() {
    subscription.close();
  }
}
