package dev.slipway.ports.cluster.feed;

import dev.slipway.domain.watch.PodSnapshot;
import dev.slipway.ports.cluster.ClusterAnswer;
import dev.slipway.ports.cluster.ClusterError;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Lists pods and watches them once: the only part of a feed that an adapter writes. */
public interface PodSource {
  /** The pods that carry all the labels, as of now (no older copy of a cache). */
  ClusterAnswer<PodPage> list(Pods pods);

  /**
   * Starts one watch and returns without waiting for it.
   *
   * @param resourceVersion where to start, as a list or an earlier event gave it
   * @param limitSeconds when the server shall end it
   */
  OpenWatch watch(Pods pods, String resourceVersion, int limitSeconds, WatchReader reader);

  /** Which pods. */
  record Pods(String namespace, Map<String, String> labels) {
    public Pods {
      labels = Map.copyOf(labels);
    }

    /** Kubernetes' label selector, sorted. */
    public String selector() {
      return labels.entrySet().stream()
          .map(e -> e.getKey() + "=" + e.getValue())
          .sorted()
          .collect(Collectors.joining(","));
    }
  }

  /** A list's answer. */
  record PodPage(List<PodSnapshot> pods, String resourceVersion) {
    public PodPage {
      pods = List.copyOf(pods);
    }
  }

  /** Who is told what a watch brings: one call at a time, in order; calls may block. */
  interface WatchReader {
    /** ADDED or MODIFIED. */
    void seen(PodSnapshot pod);

    /** DELETED, with the pod's last state. */
    void gone(PodSnapshot pod);

    /** BOOKMARK: nothing new up to this resource version. */
    void reached(String resourceVersion);

    /** The watch is over; the last call. */
    void ended(WatchEnd end);
  }

  /** Why a watch is over. */
  sealed interface WatchEnd {
    /** The server ended it in good order. */
    record Finished() implements WatchEnd {}

    /** The resource version is too old (410): list again. */
    record Expired() implements WatchEnd {}

    /** The server refused, or the connection broke. */
    record Broken(ClusterError error) implements WatchEnd {}
  }

  /** A watch that runs. */
  interface OpenWatch extends AutoCloseable {
    /** Ends it; never blocks. The reader may or may not be told. */
    @Override
    void close();
  }
}
