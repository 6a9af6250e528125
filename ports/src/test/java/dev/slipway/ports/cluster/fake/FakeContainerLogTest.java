package dev.slipway.ports.cluster.fake;

import dev.slipway.ports.cluster.contract.ContainerLogContract;
import dev.slipway.ports.cluster.contract.StreamFixture;
import org.junit.jupiter.api.extension.RegisterExtension;

class FakeContainerLogTest extends ContainerLogContract {
  @RegisterExtension static final NodeFixture CLUSTER = new NodeFixture();

  @Override
  protected StreamFixture cluster() {
    return CLUSTER;
  }
}
