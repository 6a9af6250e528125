package dev.slipway.ports.cluster.contract;

import dev.slipway.ports.cluster.ClusterPorts;

/** An adapter's open connection and how to close it. */
public record OpenedCluster(ClusterPorts ports, Runnable closing) implements AutoCloseable {
  @Override
  public void close() {
    closing.run();
  }
}
