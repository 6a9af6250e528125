package dev.slipway.acceptance.contract;

import dev.slipway.ports.cluster.contract.ClusterFixture;
import dev.slipway.ports.cluster.contract.PodStoreContract;
import org.junit.jupiter.api.extension.RegisterExtension;

class Fabric8PodStoreTest extends PodStoreContract {
  @RegisterExtension static final RealCluster CLUSTER = RealCluster.throughFabric8();

  @Override
  protected ClusterFixture cluster() {
    return CLUSTER;
  }
}
