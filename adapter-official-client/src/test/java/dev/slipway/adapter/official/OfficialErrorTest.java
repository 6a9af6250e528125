package dev.slipway.adapter.official;

import dev.slipway.domain.failure.FailureException;
import dev.slipway.ports.cluster.ClusterConnection;
import dev.slipway.ports.cluster.contract.ClusterErrorContract;
import dev.slipway.ports.cluster.contract.OpenedCluster;
import java.time.Duration;
import java.util.Map;

class OfficialErrorTest extends ClusterErrorContract {
  @Override
  protected OpenedCluster connect(ClusterConnection connection, Duration callTimeout)
      throws FailureException {
    OfficialCluster cluster = OfficialCluster.connect(connection, callTimeout, Map.of());
    return new OpenedCluster(cluster.ports(), cluster::close);
  }
}
