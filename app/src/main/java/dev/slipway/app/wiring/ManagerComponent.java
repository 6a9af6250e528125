package dev.slipway.app.wiring;

import dagger.BindsInstance;
import dagger.Component;
import dev.slipway.app.cache.CacheStores;
import dev.slipway.app.flow.RunnerLoop;
import dev.slipway.domain.job.ManagerIdentity;
import dev.slipway.domain.settings.GlobalSettings;
import jakarta.inject.Singleton;

/** Everything that a manager process is made of. */
@Singleton
@Component(modules = {ManagerModule.class, ClusterModule.class})
interface ManagerComponent {
  RunnerLoop loop();

  Clusters clusters();

  Gitlabs gitlabs();

  CacheStores caches();

  /** Makes it for one configuration. */
  @Component.Factory
  interface Factory {
    ManagerComponent create(
        @BindsInstance GlobalSettings settings, @BindsInstance ManagerIdentity manager);
  }
}
