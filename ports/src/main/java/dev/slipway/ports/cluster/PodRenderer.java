package dev.slipway.ports.cluster;

import dev.slipway.domain.failure.FailureException;
import dev.slipway.domain.pod.DisruptionBudgetPlan;
import dev.slipway.domain.pod.NamespacePlan;
import dev.slipway.domain.pod.PodPlan;
import dev.slipway.domain.pod.SecretPlan;

/** Shows what would be sent, without a cluster. */
public interface PodRenderer {
  /**
   * The pod as JSON, exactly the body of the create request, patches included.
   *
   * @throws FailureException with {@code ConfigRejected} when a patch does not fit the pod
   */
  String json(PodPlan plan) throws FailureException;

  /** The Secret as JSON with every value replaced by {@code [MASKED]}. */
  String json(SecretPlan plan);

  /** The PodDisruptionBudget as JSON, exactly the body of the create request. */
  String json(DisruptionBudgetPlan plan);

  /** The namespace as JSON, exactly the body of the create request. */
  String json(NamespacePlan plan);
}
