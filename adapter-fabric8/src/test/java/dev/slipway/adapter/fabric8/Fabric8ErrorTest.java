package dev.slipway.adapter.fabric8;

import dev.slipway.domain.failure.FailureException;
import dev.slipway.ports.cluster.CallLimit;
import dev.slipway.ports.cluster.ClusterConnection;
import dev.slipway.ports.cluster.contract.ClusterErrorContract;
import dev.slipway.ports.cluster.contract.OpenedCluster;
import java.util.Map;

class Fabric8ErrorTest extends ClusterErrorContract {
  @Override
  protected OpenedCluster connect(ClusterConnection connection, CallLimit limit)
      throws FailureException {
    Fabric8Cluster cluster = Fabric8Cluster.connect(connection, limit, Map.of());
    return new OpenedCluster(cluster.ports(), cluster::close);
  }
}
