package dev.slipway.ports.cluster.pace;

import dev.slipway.ports.cluster.contract.ClusterFixture;
import dev.slipway.ports.cluster.contract.PodStoreContract;

/** A store with a bucket before it is a store. */
class PacedPodStoreTest extends PodStoreContract {
  private final PacedFixture fixture = new PacedFixture();

  @Override
  protected ClusterFixture cluster() {
    return fixture;
  }
}
