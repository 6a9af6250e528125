package dev.slipway.ports.cluster.contract;

import dev.slipway.domain.failure.FailureException;
import java.net.URI;

/** A real cluster that can be spoken to through a proxy. */
public interface FaultFixture extends StreamFixture {
  /** Where the API server is. */
  URI api();

  /** Another connection of who may do all, to the API server at another port of this machine. */
  OpenedCluster openAt(int port) throws FailureException;
}
