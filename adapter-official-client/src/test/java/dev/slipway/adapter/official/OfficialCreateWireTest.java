package dev.slipway.adapter.official;

import dev.slipway.domain.failure.FailureException;
import dev.slipway.ports.cluster.ClusterConnection;
import dev.slipway.ports.cluster.contract.CreateWireContract;
import dev.slipway.ports.cluster.contract.OpenedCluster;

class OfficialCreateWireTest extends CreateWireContract {
  @Override
  protected OpenedCluster connect(ClusterConnection connection) throws FailureException {
    OfficialCluster cluster = OfficialCluster.connect(connection);
    return new OpenedCluster(cluster.ports(), cluster::close);
  }
}
