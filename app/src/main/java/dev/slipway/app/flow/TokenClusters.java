package dev.slipway.app.flow;

import dev.slipway.domain.failure.FailureException;
import dev.slipway.domain.settings.RunnerSettings;
import dev.slipway.domain.settings.SecretText;

/** The clusters as jobs see them that bring a token of their own. */
@FunctionalInterface
public interface TokenClusters {
  /** Opens a connection for one job. */
  Connection connect(RunnerSettings runner, SecretText token) throws FailureException;

  /** A connection; who opened it closes it. */
  interface Connection {
    JobCluster cluster();

    void close();
  }
}
