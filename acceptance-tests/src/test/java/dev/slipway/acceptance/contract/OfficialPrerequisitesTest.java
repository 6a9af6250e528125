package dev.slipway.acceptance.contract;

import dev.slipway.ports.cluster.contract.ClusterFixture;
import dev.slipway.ports.cluster.contract.PrerequisitesContract;
import org.junit.jupiter.api.extension.RegisterExtension;

class OfficialPrerequisitesTest extends PrerequisitesContract {
  @RegisterExtension static final RealCluster CLUSTER = RealCluster.throughOfficial();

  @Override
  protected ClusterFixture cluster() {
    return CLUSTER;
  }
}
