package dev.slipway.adapter.fabric8;

import dev.slipway.domain.failure.FailureException;
import dev.slipway.ports.cluster.ClusterConnection;
import dev.slipway.ports.cluster.contract.CreateWireContract;
import dev.slipway.ports.cluster.contract.OpenedCluster;

class Fabric8CreateWireTest extends CreateWireContract {
  @Override
  protected OpenedCluster connect(ClusterConnection connection) throws FailureException {
    Fabric8Cluster cluster = Fabric8Cluster.connect(connection);
    return new OpenedCluster(cluster.ports(), cluster::close);
  }
}
