package dev.slipway.acceptance.contract;

import dev.slipway.ports.cluster.contract.ExecScriptsContract;
import dev.slipway.ports.cluster.contract.StreamFixture;
import org.junit.jupiter.api.extension.RegisterExtension;

class OfficialExecScriptsTest extends ExecScriptsContract {
  @RegisterExtension static final RealCluster CLUSTER = RealCluster.throughOfficial();

  @Override
  protected StreamFixture cluster() {
    return CLUSTER;
  }
}
