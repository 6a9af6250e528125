package dev.slipway.ports.cluster;

import dev.slipway.domain.pod.PodName;
import dev.slipway.domain.watch.PodSnapshot;
import java.util.Map;

/** Changes of pods as they happen. */
public interface PodFeed {
  /**
   * Follows the pods of one namespace that carry all these labels, until the subscription is
   * closed. The feed lists again by itself after a cut, an outage or a lost resource version, so
   * that the listener always ends up with the newest state. Calls come one after another.
   */
  @KubeApi(
      resource = "pods",
      verbs = {"list", "watch"})
  Subscription follow(String namespace, Map<String, String> labels, Listener listener);

  /** Who is told. Implementations return quickly and do not throw. */
  interface Listener {
    /** The pod is new or has changed. */
    void seen(PodSnapshot pod);

    /** The pod is gone. */
    void gone(PodName name, String uid);

    /**
     * The cluster does not let us watch; {@code error} says why. The feed goes on trying. {@code
     * Forbidden} only where it says so again and again.
     */
    void troubled(ClusterError error);
  }

  /** Ends the following when closed. */
  interface Subscription extends AutoCloseable {
    @Override
    void close();
  }
}
