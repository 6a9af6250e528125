package dev.slipway.app.wiring;

import dev.slipway.domain.failure.FailureException;
import dev.slipway.ports.cluster.ClusterConnection;
import dev.slipway.ports.cluster.ClusterPorts;

/** Opens a cluster through one of the clients. */
@FunctionalInterface
interface ClusterConnector {
  /**
   * Reads the connection's files; sends nothing yet.
   *
   * @throws FailureException when there is nothing to connect to, or a file cannot be read
   */
  OpenCluster connect(ClusterConnection connection) throws FailureException;

  /** An open connection. */
  record OpenCluster(ClusterPorts ports, AutoCloseable connection) {}
}
