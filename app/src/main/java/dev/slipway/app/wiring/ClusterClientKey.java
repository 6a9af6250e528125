package dev.slipway.app.wiring;

import dagger.MapKey;
import dev.slipway.domain.settings.ClusterClient;

/** Which {@code client = "..."} of the configuration a connector is for. */
@MapKey
@interface ClusterClientKey {
  ClusterClient value();
}
