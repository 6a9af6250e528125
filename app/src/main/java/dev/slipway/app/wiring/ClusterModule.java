package dev.slipway.app.wiring;

import dagger.Module;
import dagger.Provides;
import dagger.multibindings.IntoMap;
import dev.slipway.adapter.fabric8.Fabric8Cluster;
import dev.slipway.adapter.official.OfficialCluster;
import dev.slipway.domain.settings.ClusterClient;

/** The Kubernetes clients that ship with the program. */
@Module
interface ClusterModule {
  @Provides
  @IntoMap
  @ClusterClientKey(ClusterClient.FABRIC8)
  static ClusterConnector fabric8() {
    return connection -> {
      Fabric8Cluster cluster = Fabric8Cluster.connect(connection);
      return new ClusterConnector.OpenCluster(cluster.ports(), cluster);
    };
  }

  @Provides
  @IntoMap
  @ClusterClientKey(ClusterClient.OFFICIAL)
  static ClusterConnector official() {
    return connection -> {
      OfficialCluster cluster = OfficialCluster.connect(connection);
      return new ClusterConnector.OpenCluster(cluster.ports(), cluster);
    };
  }
}
