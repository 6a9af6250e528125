package dev.slipway.ports.cluster.fake;

import dev.slipway.domain.pod.DisruptionBudgetPlan;
import dev.slipway.ports.cluster.ClusterAnswer;
import dev.slipway.ports.cluster.ClusterError;
import dev.slipway.ports.cluster.DisruptionBudgetStore;

/** The PodDisruptionBudgets of a {@link FakeCluster}. */
final class FakeDisruptionBudgetStore implements DisruptionBudgetStore {
  private final FakeCluster cluster;
  private final boolean powerless;

  FakeDisruptionBudgetStore(FakeCluster cluster, boolean powerless) {
    this.cluster = cluster;
    this.powerless = powerless;
  }

  @Override
  public ClusterAnswer<String> create(DisruptionBudgetPlan plan) {
    return cluster.call(
        powerless,
        () -> {
          if (!cluster.hasNamespace(plan.namespace())) {
            return new ClusterAnswer.Refused<>(
                new ClusterError.NotFound("namespaces \"" + plan.namespace() + "\" not found"));
          }
          if (cluster.budgetsMade().stream()
              .anyMatch(
                  made ->
                      made.namespace().equals(plan.namespace())
                          && made.name().equals(plan.name()))) {
            return new ClusterAnswer.Refused<>(
                new ClusterError.Conflict(
                    "poddisruptionbudgets.policy \"" + plan.name() + "\" already exists"));
          }
          cluster.budgetsMade().add(plan);
          return new ClusterAnswer.Done<>(plan.name());
        });
  }
}
