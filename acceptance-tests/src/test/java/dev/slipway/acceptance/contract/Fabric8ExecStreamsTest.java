package dev.slipway.acceptance.contract;

import dev.slipway.ports.cluster.contract.ExecStreamsContract;
import dev.slipway.ports.cluster.contract.StreamFixture;
import org.junit.jupiter.api.extension.RegisterExtension;

class Fabric8ExecStreamsTest extends ExecStreamsContract {
  @RegisterExtension static final RealCluster CLUSTER = RealCluster.throughFabric8();

  @Override
  protected StreamFixture cluster() {
    return CLUSTER;
  }
}
