package dev.slipway.acceptance.contract;

import dev.slipway.ports.cluster.contract.ExecScriptsContract;
import dev.slipway.ports.cluster.contract.StreamFixture;
import org.junit.jupiter.api.extension.RegisterExtension;

class Fabric8ExecScriptsTest extends ExecScriptsContract {
  @RegisterExtension static final RealCluster CLUSTER = RealCluster.throughFabric8();

  @Override
  protected StreamFixture cluster() {
    return CLUSTER;
  }
}
