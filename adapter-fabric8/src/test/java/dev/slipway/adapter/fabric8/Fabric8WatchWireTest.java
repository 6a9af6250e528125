package dev.slipway.adapter.fabric8;

import dev.slipway.domain.failure.FailureException;
import dev.slipway.ports.cluster.ClusterConnection;
import dev.slipway.ports.cluster.contract.OpenedCluster;
import dev.slipway.ports.cluster.contract.WatchWireContract;

class Fabric8WatchWireTest extends WatchWireContract {
  @Override
  protected OpenedCluster connect(ClusterConnection connection) throws FailureException {
    Fabric8Cluster cluster = Fabric8Cluster.connect(connection);
    return new OpenedCluster(cluster.ports(), cluster::close);
  }
}
