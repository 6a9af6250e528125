package dev.slipway.ports.cluster.fake;

import dev.slipway.domain.pod.DisruptionBudgetPlan;
import dev.slipway.domain.pod.NamespacePlan;
import dev.slipway.domain.pod.PodPlan;
import dev.slipway.domain.pod.SecretPlan;
import dev.slipway.ports.cluster.PodRenderer;

/** Renders nothing: a fake cluster sends no requests. */
public final class NoRenderer implements PodRenderer {
  @Override
  public String json(DisruptionBudgetPlan plan) {
    throw nothing();
  }

  @Override
  public String json(NamespacePlan plan) {
    throw nothing();
  }

  @Override
  public String json(SecretPlan plan) {
    throw nothing();
  }

  @Override
  public String json(PodPlan plan) {
    throw nothing();
  }

  private static UnsupportedOperationException nothing() {
    return new UnsupportedOperationException("nothing is rendered here");
  }
}
