package dev.slipway.ports.cluster.fake;

import dev.slipway.ports.cluster.contract.ClusterFixture;
import dev.slipway.ports.cluster.contract.PodStoreContract;

class FakePodStoreTest extends PodStoreContract {
  private final FakeFixture fixture = new FakeFixture();

  @Override
  protected ClusterFixture cluster() {
    return fixture;
  }
}
