package dev.slipway.adapter.official;

import dev.slipway.domain.failure.FailureException;
import dev.slipway.ports.cluster.CallLimit;
import dev.slipway.ports.cluster.ClusterConnection;
import dev.slipway.ports.cluster.contract.ClusterErrorContract;
import dev.slipway.ports.cluster.contract.OpenedCluster;
import java.util.Map;

class OfficialErrorTest extends ClusterErrorContract {
  @Override
  protected OpenedCluster connect(ClusterConnection connection, CallLimit limit)
      throws FailureException {
    OfficialCluster cluster = OfficialCluster.connect(connection, limit, Map.of());
    return new OpenedCluster(cluster.ports(), cluster::close);
  }
}
