package dev.slipway.acceptance.contract;

import dev.slipway.ports.cluster.contract.ClusterFixture;
import dev.slipway.ports.cluster.contract.DisruptionBudgetStoreContract;
import org.junit.jupiter.api.extension.RegisterExtension;

class OfficialDisruptionBudgetStoreTest extends DisruptionBudgetStoreContract {
  @RegisterExtension static final RealCluster CLUSTER = RealCluster.throughOfficial();

  @Override
  protected ClusterFixture cluster() {
    return CLUSTER;
  }
}
