package dev.slipway.domain.job;

import dev.slipway.domain.pod.DisruptionBudgetPlan;
import dev.slipway.domain.pod.NamespacePlan;
import dev.slipway.domain.pod.SecretPlan;
import java.util.List;
import java.util.Optional;

/**
 * What a job makes beside its pod; the pod comes to own all but the namespace.
 *
 * @param namespace of the job alone, made before everything else and deleted after everything else
 * @param secrets that the pod refers to, made before it
 * @param budget made after the pod
 */
public record JobObjects(
    Optional<NamespacePlan> namespace,
    List<SecretPlan> secrets,
    Optional<DisruptionBudgetPlan> budget) {
  public JobObjects {
    secrets = List.copyOf(secrets);
  }
}
