package dev.slipway.ports.cluster.fake;

import dev.slipway.ports.cluster.contract.ClusterFixture;
import dev.slipway.ports.cluster.contract.PodFeedContract;

class FakePodFeedTest extends PodFeedContract {
  private final FakeFixture fixture = new FakeFixture();

  @Override
  protected ClusterFixture cluster() {
    return fixture;
  }
}
