package dev.slipway.acceptance.contract;

import dev.slipway.ports.cluster.contract.ClusterFixture;
import dev.slipway.ports.cluster.contract.NamespaceStoreContract;
import org.junit.jupiter.api.extension.RegisterExtension;

class OfficialNamespaceStoreTest extends NamespaceStoreContract {
  @RegisterExtension static final RealCluster CLUSTER = RealCluster.throughOfficial();

  @Override
  protected ClusterFixture cluster() {
    return CLUSTER;
  }
}
