package dev.slipway.ports.cluster.pace;

import dev.slipway.ports.cluster.contract.ClusterFixture;
import dev.slipway.ports.cluster.contract.SecretStoreContract;

/** A store with a bucket before it is a store. */
class PacedSecretStoreTest extends SecretStoreContract {
  private final PacedFixture fixture = new PacedFixture();

  @Override
  protected ClusterFixture cluster() {
    return fixture;
  }
}
