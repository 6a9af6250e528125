package dev.slipway.app.wiring;

import dagger.Module;
import dagger.Provides;
import dev.slipway.app.cache.CacheStores;
import dev.slipway.app.flow.JobFlow;
import dev.slipway.app.flow.Nonces;
import dev.slipway.app.flow.RunnerLoop;
import dev.slipway.app.flow.RunnerUnit;
import dev.slipway.app.secrets.HttpVault;
import dev.slipway.domain.failure.FailureException;
import dev.slipway.domain.job.ManagerIdentity;
import dev.slipway.domain.settings.ClusterClient;
import dev.slipway.domain.settings.GlobalSettings;
import dev.slipway.domain.settings.RunnerSettings;
import dev.slipway.ports.vault.Vault;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** One manager process. */
@Module
interface ManagerModule {
  @Provides
  static InstantSource clock() {
    return InstantSource.system();
  }

  @Provides
  @Singleton
  static Clusters clusters(
      Map<ClusterClient, ClusterConnector> connectors, ManagerIdentity manager) {
    return new Clusters(connectors, manager);
  }

  @Provides
  @Singleton
  static Gitlabs gitlabs(ManagerIdentity manager, GlobalSettings settings) {
    return new Gitlabs(manager, settings);
  }

  @Provides
  @Singleton
  static Vault vault() {
    return new HttpVault();
  }

  @Provides
  @Singleton
  static CacheStores caches(InstantSource clock) {
    return new CacheStores(System.getenv(), clock);
  }

  @Provides
  @Singleton
  static RunnerLoop loop(
      GlobalSettings settings,
      Clusters clusters,
      Gitlabs gitlabs,
      Vault vault,
      CacheStores caches,
      ManagerIdentity manager,
      InstantSource clock) {
    Nonces nonces = new Nonces();
    List<RunnerUnit> units = new ArrayList<>();
    for (RunnerSettings runner : settings.runners()) {
      var gitlab = gitlabs.of(runner);
      try {
        var cluster = clusters.of(runner.kubernetes());
        units.add(
            new RunnerUnit(
                runner,
                gitlab,
                new JobFlow(
                    cluster, clusters, gitlab, vault, caches.of(runner.cache()), nonces, clock)));
      } catch (FailureException e) {
        throw new StartRefusedException(
            "runner \"%s\": getting Kubernetes config: %s".formatted(runner.name(), e.getMessage()),
            e);
      }
    }
    return new RunnerLoop(settings, units, manager, clock);
  }
}
