package dev.slipway.ports.cluster;

import dev.slipway.domain.pod.PodPlan;
import dev.slipway.domain.pod.SecretPlan;

/** Shows what would be sent, without a cluster. */
public interface PodRenderer {
  /** The pod as JSON, exactly the body of the create request. */
  String json(PodPlan plan);

  /** The Secret as JSON with every value replaced by {@code [MASKED]}. */
  String json(SecretPlan plan);
}
