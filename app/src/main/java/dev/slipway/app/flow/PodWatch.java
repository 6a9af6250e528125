package dev.slipway.app.flow;

import dev.slipway.domain.failure.Failure;
import dev.slipway.domain.pod.PodName;
import dev.slipway.domain.watch.PodSnapshot;
import dev.slipway.ports.cluster.ClusterError;
import dev.slipway.ports.cluster.PodFeed;
import dev.slipway.ports.cluster.PodFeed.Subscription;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells each job about its own pod, from one watch per namespace for all jobs of this manager. A
 * watch stays open after the last job of its namespace: the next job comes soon.
 */
public final class PodWatch implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(PodWatch.class);

  private final PodFeed feed;
  private final Map<String, String> selector;
  private final Map<String, Subscription> byNamespace = new HashMap<>();
  private final Map<PodName, JobSignals> jobs = new ConcurrentHashMap<>();

  /**
   * @param selector labels that all pods of this manager carry
   */
  public PodWatch(PodFeed feed, Map<String, String> selector) {
    this.feed = feed;
    this.selector = Map.copyOf(selector);
  }

  /** From now on the job hears of its pod; may be called before the pod exists. */
  Watched watch(PodName pod, JobSignals signals) {
    jobs.put(pod, signals);
    synchronized (byNamespace) {
      byNamespace.computeIfAbsent(
          pod.namespace(), namespace -> feed.follow(namespace, selector, new Dispatch(namespace)));
    }
    return () -> jobs.remove(pod);
  }

  /** Ends the watch of a namespace that no further job will use. */
  void forget(String namespace) {
    synchronized (byNamespace) {
      Subscription subscription = byNamespace.remove(namespace);
      if (subscription != null) {
        subscription.close();
      }
    }
  }

  @Override
  public void close() {
    synchronized (byNamespace) {
      byNamespace.values().forEach(Subscription::close);
      byNamespace.clear();
    }
  }

  /** Ends one job's hearing when closed. */
  interface Watched extends AutoCloseable {
    @Override
    void close();
  }

  private final class Dispatch implements PodFeed.Listener {
    private final String namespace;

    Dispatch(String namespace) {
      this.namespace = namespace;
    }

    @Override
    public void seen(PodSnapshot pod) {
      JobSignals signals = jobs.get(pod.name());
      if (signals != null) {
        signals.tell(new JobSignal.PodSeen(pod));
      }
    }

    @Override
    public void gone(PodName name, String uid) {
      JobSignals signals = jobs.get(name);
      if (signals != null) {
        signals.tell(new JobSignal.PodGone(uid));
      }
    }

    @Override
    public void troubled(ClusterError error) {
      LOG.warn("pods of namespace {} cannot be watched: {}", namespace, error.message());
      if (error instanceof ClusterError.Forbidden) {
        JobSignal refused =
            new JobSignal.WatchRefused(
                new Failure.ClusterRefused("watching pods", error.message(), error.advice()));
        jobs.forEach(
            (pod, signals) -> {
              if (pod.namespace().equals(namespace)) {
                signals.tell(refused);
              }
            });
      }
    }
  }
}
