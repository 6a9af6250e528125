package dev.slipway.ports.cluster;

import dev.slipway.domain.pod.PodName;
import dev.slipway.domain.pod.PodPlan;
import dev.slipway.domain.watch.PodSnapshot;
import java.util.List;
import java.util.Map;

/** Pods: made, looked at, removed. */
public interface PodStore {
  /** Makes the pod. One request: a repetition is the caller's decision. */
  @KubeApi(
      resource = "pods",
      verbs = {"create"})
  ClusterAnswer<PodSnapshot> create(PodPlan plan);

  /** The pods of the namespace that carry all these labels. */
  @KubeApi(
      resource = "pods",
      verbs = {"list"})
  ClusterAnswer<List<PodSnapshot>> list(String namespace, Map<String, String> labels);

  /** The pod as it is now. */
  @KubeApi(
      resource = "pods",
      verbs = {"get"})
  ClusterAnswer<PodSnapshot> get(PodName name);

  /**
   * Asks for the pod's deletion in the background and does not wait for its end.
   *
   * @param grace how long the processes may take to end
   */
  @KubeApi(
      resource = "pods",
      verbs = {"delete"})
  ClusterAnswer<PodName> delete(PodName name, GracePeriod grace);
}
