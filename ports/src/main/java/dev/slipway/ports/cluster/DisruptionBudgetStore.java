package dev.slipway.ports.cluster;

import dev.slipway.domain.pod.DisruptionBudgetPlan;
import java.util.Map;

/** PodDisruptionBudgets; they go with the pod that owns them. */
public interface DisruptionBudgetStore {
  /** Makes it and answers its name. One request: a repetition is the caller's decision. */
  @KubeApi(
      resource = "poddisruptionbudgets.policy",
      verbs = {"create"})
  ClusterAnswer<String> create(DisruptionBudgetPlan plan);

  /** The labels of the one that has this name. */
  @KubeApi(
      resource = "poddisruptionbudgets.policy",
      verbs = {"get"})
  ClusterAnswer<Map<String, String>> labels(String namespace, String name);
}
