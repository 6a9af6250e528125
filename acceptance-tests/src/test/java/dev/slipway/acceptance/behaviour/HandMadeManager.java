package dev.slipway.acceptance.behaviour;

import dev.slipway.adapter.fabric8.Fabric8Cluster;
import dev.slipway.adapter.gitlab.GitlabConnection;
import dev.slipway.adapter.gitlab.GitlabEndpoint;
import dev.slipway.adapter.gitlab.RunnerIdentity;
import dev.slipway.adapter.official.OfficialCluster;
import dev.slipway.app.config.ConfigAnswer;
import dev.slipway.app.config.ConfigReader;
import dev.slipway.app.flow.GitlabPorts;
import dev.slipway.app.flow.JobCluster;
import dev.slipway.app.flow.JobFlow;
import dev.slipway.app.flow.Nonces;
import dev.slipway.app.flow.PodWatch;
import dev.slipway.app.flow.RunnerLoop;
import dev.slipway.app.flow.RunnerUnit;
import dev.slipway.domain.assembly.OwnLabels;
import dev.slipway.domain.failure.FailureException;
import dev.slipway.domain.job.ManagerIdentity;
import dev.slipway.domain.job.RunnerVersion;
import dev.slipway.domain.settings.ConnectionSettings;
import dev.slipway.domain.settings.GlobalSettings;
import dev.slipway.domain.settings.RunnerSettings;
import dev.slipway.domain.variable.ManagerFacts;
import dev.slipway.ports.cache.CacheStore;
import dev.slipway.ports.cluster.ClusterConnection;
import dev.slipway.ports.cluster.ClusterPorts;
import dev.slipway.ports.cluster.contract.OpenedCluster;
import dev.slipway.ports.vault.VaultAnswer;
import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;

/** A manager of one runner, put together by hand, so that a test may put something in between. */
final class HandMadeManager implements AutoCloseable {
  private final RunnerLoop loop;
  private final OpenedCluster cluster;
  private final PodWatch watch;
  private final GitlabConnection gitlab;
  private final ManagerIdentity identity;
  private final CompletableFuture<Boolean> ended = new CompletableFuture<>();

  private HandMadeManager(GlobalSettings settings, UnaryOperator<ClusterPorts> between)
      throws FailureException {
    identity =
        new ManagerIdentity(
            new ManagerFacts(
                RunnerVersion.COMPATIBLE_NAME,
                RunnerVersion.COMPATIBLE_VERSION,
                "HEAD",
                "linux/amd64",
                "test-manager"),
            "s_" + UUID.randomUUID().toString().replace("-", "").substring(0, 12));
    RunnerSettings runner = settings.runners().getFirst();
    cluster = connect(runner);
    ClusterPorts ports = between.apply(cluster.ports());
    watch = new PodWatch(ports.feed(), OwnLabels.ofManager(identity.systemId()));
    gitlab =
        GitlabConnection.open(
            new GitlabEndpoint(
                runner.gitlab().url().toString(),
                runner.gitlab().token().value(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                settings.connectionMaxAge()),
            RunnerIdentity.ofThisProgram("HEAD", runner.job().shell().word(), identity.systemId()));
    GitlabPorts gitlabPorts = new GitlabPorts(gitlab.queue(), gitlab.reporter(), gitlab.trace());
    JobFlow flow =
        new JobFlow(
            new JobCluster(ports, watch),
            (_, _) -> {
              throw new UnsupportedOperationException("no tokens of jobs here");
            },
            gitlabPorts,
            _ -> new VaultAnswer.Missing(),
            CacheStore.NONE,
            new Nonces(),
            InstantSource.system());
    loop =
        new RunnerLoop(
            settings,
            List.of(new RunnerUnit(runner, gitlabPorts, flow)),
            identity,
            InstantSource.system());
  }

  private static OpenedCluster connect(RunnerSettings runner) throws FailureException {
    ConnectionSettings settings = runner.kubernetes().connection();
    ClusterConnection connection =
        new ClusterConnection(
            settings.host().map(URI::toString),
            settings.tls().ca(),
            settings.tls().cert(),
            settings.tls().key(),
            Optional.empty(),
            settings.context(),
            "slipway-tests");
    return switch (runner.kubernetes().client()) {
      case FABRIC8 -> {
        Fabric8Cluster opened = Fabric8Cluster.connect(connection);
        yield new OpenedCluster(opened.ports(), opened::close);
      }
      case OFFICIAL -> {
        OfficialCluster opened = OfficialCluster.connect(connection);
        yield new OpenedCluster(opened.ports(), opened::close);
      }
    };
  }

  /** Begins to ask for jobs; {@code between} may replace ports of the cluster. */
  static HandMadeManager start(String config, UnaryOperator<ClusterPorts> between)
      throws FailureException {
    HandMadeManager started =
        switch (new ConfigReader(Map.of(), Path.of("/")).read("config.toml", config)) {
          case ConfigAnswer.Loaded(GlobalSettings settings, var _) ->
              new HandMadeManager(settings, between);
          case ConfigAnswer.Refused(var problems) ->
              throw new IllegalArgumentException("refused: " + problems);
        };
    Thread.ofVirtual().name("manager").start(started::run);
    return started;
  }

  String systemId() {
    return identity.systemId();
  }

  private void run() {
    try {
      ended.complete(loop.run());
    } catch (InterruptedException | RuntimeException e) {
      ended.completeExceptionally(e);
    }
  }

  /** Waits for the end of its jobs. */
  @Override
  public void close() {
    loop.drain();
    ended.join();
    watch.close();
    cluster.close();
    gitlab.close();
  }
}
