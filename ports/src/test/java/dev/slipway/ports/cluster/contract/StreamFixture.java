package dev.slipway.ports.cluster.contract;

import dev.slipway.ports.cluster.ClusterPorts;

/** A cluster that runs containers, as the kits of streams see it. */
public interface StreamFixture extends ClusterFixture {
  /** All ports of somebody who may do all that they need. */
  ClusterPorts ports();

  /** All ports of somebody who is known and may do nothing. */
  ClusterPorts powerlessPorts();

  @Override
  default Stores stores() {
    return Stores.of(ports());
  }

  @Override
  default Stores powerless() {
    return Stores.of(powerlessPorts());
  }
}
