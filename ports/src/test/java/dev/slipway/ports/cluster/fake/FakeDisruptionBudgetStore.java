package dev.slipway.ports.cluster.fake;

import dev.slipway.domain.pod.DisruptionBudgetPlan;
import dev.slipway.ports.cluster.ClusterAnswer;
import dev.slipway.ports.cluster.ClusterError;
import dev.slipway.ports.cluster.DisruptionBudgetStore;
import java.util.Map;
import java.util.Optional;

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
          if (found(plan.namespace(), plan.name()).isPresent()) {
            return new ClusterAnswer.Refused<>(
                new ClusterError.Conflict(
                    "poddisruptionbudgets.policy \"" + plan.name() + "\" already exists"));
          }
          cluster.budgetsMade().add(plan);
          return new ClusterAnswer.Done<>(plan.name());
        });
  }

  @Override
  public ClusterAnswer<Map<String, String>> labels(String namespace, String name) {
    return cluster.call(
        powerless,
        () ->
            found(namespace, name)
                .<ClusterAnswer<Map<String, String>>>map(
                    budget -> new ClusterAnswer.Done<>(budget.labels()))
                .orElseGet(
                    () ->
                        new ClusterAnswer.Refused<>(
                            new ClusterError.NotFound(
                                "poddisruptionbudgets.policy \"" + name + "\" not found"))));
  }

  private Optional<DisruptionBudgetPlan> found(String namespace, String name) {
    return cluster.budgetsMade().stream()
        .filter(made -> made.namespace().equals(namespace) && made.name().equals(name))
        .findFirst();
  }
}
