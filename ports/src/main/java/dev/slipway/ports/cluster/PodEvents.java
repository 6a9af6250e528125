package dev.slipway.ports.cluster;

import dev.slipway.domain.pod.PodName;
import java.util.List;

/** What the cluster wrote down about a pod. */
public interface PodEvents {
  /** The pod's events, oldest first. */
  @KubeApi(
      resource = "events",
      verbs = {"list"})
  ClusterAnswer<List<PodEvent>> of(PodName pod);

  /** One event; {@code type} is Normal or Warning. */
  record PodEvent(String type, String reason, String message, int count) {}
}
