package dev.slipway.ports.cluster.fake;

import dev.slipway.ports.cluster.contract.ClusterFixture;
import dev.slipway.ports.cluster.contract.PrerequisitesContract;

class FakePrerequisitesTest extends PrerequisitesContract {
  private final FakeFixture fixture = new FakeFixture();

  @Override
  protected ClusterFixture cluster() {
    return fixture;
  }
}
