package dev.slipway.acceptance.contract;

import dev.slipway.ports.cluster.contract.ClusterFixture;
import dev.slipway.ports.cluster.contract.PrerequisitesContract;
import org.junit.jupiter.api.extension.RegisterExtension;

class Fabric8PrerequisitesTest extends PrerequisitesContract {
  @RegisterExtension static final RealCluster CLUSTER = RealCluster.throughFabric8();

  @Override
  protected ClusterFixture cluster() {
    return CLUSTER;
  }
}
