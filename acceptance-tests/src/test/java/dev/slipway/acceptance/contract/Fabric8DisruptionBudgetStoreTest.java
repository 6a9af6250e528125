package dev.slipway.acceptance.contract;

import dev.slipway.ports.cluster.contract.ClusterFixture;
import dev.slipway.ports.cluster.contract.DisruptionBudgetStoreContract;
import org.junit.jupiter.api.extension.RegisterExtension;

class Fabric8DisruptionBudgetStoreTest extends DisruptionBudgetStoreContract {
  @RegisterExtension static final RealCluster CLUSTER = RealCluster.throughFabric8();

  @Override
  protected ClusterFixture cluster() {
    return CLUSTER;
  }
}
