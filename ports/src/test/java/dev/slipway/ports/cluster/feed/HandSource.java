package dev.slipway.ports.cluster.feed;

import dev.slipway.domain.pod.PodName;
import dev.slipway.domain.watch.PodSnapshot;
import dev.slipway.ports.cluster.ClusterAnswer;
import dev.slipway.ports.cluster.ClusterError;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** An API server played by the test: lists as set, and hands out the watches that are opened. */
final class HandSource implements PodSource {
  private final Deque<ClusterAnswer<PodPage>> next = new ArrayDeque<>();
  private final BlockingQueue<HandWatch> watches = new LinkedBlockingQueue<>();
  private ClusterAnswer<PodPage> answer = page("1");
  private int lists;

  static ClusterAnswer<PodPage> page(String resourceVersion, PodSnapshot... pods) {
    return new ClusterAnswer.Done<>(new PodPage(List.of(pods), resourceVersion));
  }

  static PodSnapshot pod(String name, String uid, String resourceVersion) {
    return new PodSnapshot(
        new PodName("ci", name),
        uid,
        resourceVersion,
        "Running",
        "",
        "",
        false,
        Optional.empty(),
        List.of(),
        List.of(),
        List.of());
  }

  /** What lists answer from now on. */
  synchronized void lists(ClusterAnswer<PodPage> answerFromNow) {
    answer = answerFromNow;
  }

  /** What the next list answers, once. */
  synchronized void listsOnce(ClusterError error) {
    next.add(new ClusterAnswer.Refused<>(error));
  }

  synchronized int listCount() {
    return lists;
  }

  HandWatch nextWatch() throws InterruptedException {
    HandWatch watch = watches.poll(20, TimeUnit.SECONDS);
    if (watch == null) {
      throw new AssertionError("no watch was opened");
    }
    return watch;
  }

  @Override
  public synchronized ClusterAnswer<PodPage> list(Pods pods) {
    lists++;
    return next.isEmpty() ? answer : next.remove();
  }

  @Override
  public OpenWatch watch(Pods pods, String resourceVersion, int limitSeconds, WatchReader reader) {
    HandWatch watch = new HandWatch(resourceVersion, reader, new ArrayList<>());
    watches.add(watch);
    return () -> watch.closed().add(true);
  }

  /** A watch the feed has opened. */
  record HandWatch(String from, WatchReader reader, List<Boolean> closed) {}
}
