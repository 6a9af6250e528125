package dev.slipway.adapter.official;

import dev.slipway.ports.cluster.PodRenderer;
import dev.slipway.ports.cluster.contract.PodRendererContract;

class OfficialPodRendererTest extends PodRendererContract {
  @Override
  protected PodRenderer renderer() {
    return new OfficialPodRenderer();
  }
}
