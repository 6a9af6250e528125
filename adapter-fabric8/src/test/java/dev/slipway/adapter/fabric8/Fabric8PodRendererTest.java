package dev.slipway.adapter.fabric8;

import dev.slipway.ports.cluster.PodRenderer;
import dev.slipway.ports.cluster.contract.PodRendererContract;

class Fabric8PodRendererTest extends PodRendererContract {
  @Override
  protected PodRenderer renderer() {
    return new Fabric8PodRenderer();
  }
}
