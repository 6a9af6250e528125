package dev.slipway.acceptance.contract;

import dev.slipway.ports.cluster.contract.FaultFixture;
import dev.slipway.ports.cluster.contract.NetworkFaultContract;
import org.junit.jupiter.api.extension.RegisterExtension;

class Fabric8NetworkFaultTest extends NetworkFaultContract {
  @RegisterExtension static final RealCluster CLUSTER = RealCluster.throughFabric8();

  @Override
  protected FaultFixture cluster() {
    return CLUSTER;
  }
}
