package dev.slipway.adapter.fabric8;

import dev.slipway.domain.failure.FailureException;
import dev.slipway.ports.cluster.CallLimit;
import dev.slipway.ports.cluster.ClusterConnection;
import dev.slipway.ports.cluster.contract.ConnectionContract;
import dev.slipway.ports.cluster.contract.OpenedCluster;
import java.util.Map;

class Fabric8ConnectionTest extends ConnectionContract {
  @Override
  protected OpenedCluster connect(ClusterConnection connection, Map<String, String> environment)
      throws FailureException {
    Fabric8Cluster cluster = Fabric8Cluster.connect(connection, CallLimit.STANDARD, environment);
    return new OpenedCluster(cluster.ports(), cluster::close);
  }
}
