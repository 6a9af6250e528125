package dev.slipway.acceptance.contract;

import dev.slipway.acceptance.cluster.Accounts;
import dev.slipway.acceptance.cluster.TestCluster;
import dev.slipway.acceptance.cluster.TestNamespace;
import dev.slipway.adapter.fabric8.Fabric8Cluster;
import dev.slipway.adapter.official.OfficialCluster;
import dev.slipway.domain.failure.FailureException;
import dev.slipway.domain.settings.ClusterClient;
import dev.slipway.ports.cluster.ClusterConnection;
import dev.slipway.ports.cluster.ClusterPorts;
import dev.slipway.ports.cluster.contract.FaultFixture;
import dev.slipway.ports.cluster.contract.OpenedCluster;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** The real cluster through one adapter: a namespace and two accounts for each test class. */
final class RealCluster implements FaultFixture, BeforeAllCallback, AfterAllCallback {
  private final Opener opener;
  private @Nullable Live live;

  private record Live(
      TestNamespace namespace,
      ClusterConnection connection,
      OpenedCluster able,
      OpenedCluster powerless) {}

  /** Opens a connection with one adapter. */
  @FunctionalInterface
  interface Opener {
    OpenedCluster open(ClusterConnection connection) throws FailureException;
  }

  private RealCluster(Opener opener) {
    this.opener = opener;
  }

  static RealCluster throughFabric8() {
    return new RealCluster(connection -> connect(ClusterClient.FABRIC8, connection));
  }

  static RealCluster throughOfficial() {
    return new RealCluster(connection -> connect(ClusterClient.OFFICIAL, connection));
  }

  /** Opens a connection through a client. */
  static OpenedCluster connect(ClusterClient client, ClusterConnection connection)
      throws FailureException {
    return switch (client) {
      case FABRIC8 -> {
        Fabric8Cluster cluster = Fabric8Cluster.connect(connection);
        yield new OpenedCluster(cluster.ports(), cluster::close);
      }
      case OFFICIAL -> {
        OfficialCluster cluster = OfficialCluster.connect(connection);
        yield new OpenedCluster(cluster.ports(), cluster::close);
      }
    };
  }

  @Override
  public void beforeAll(ExtensionContext context) throws FailureException {
    TestNamespace namespace = TestCluster.get().namespace("contract");
    ClusterConnection connection = namespace.accountWith(Accounts.rulesOfThePorts());
    live =
        new Live(
            namespace,
            connection,
            opener.open(connection),
            opener.open(namespace.accountWith(List.of())));
  }

  @Override
  public void afterAll(ExtensionContext context) {
    live().able().close();
    live().powerless().close();
    live().namespace().close();
  }

  private Live live() {
    return Objects.requireNonNull(live, "the namespace is made before the first test");
  }

  @Override
  public String namespace() {
    return live().namespace().name();
  }

  @Override
  public String image() {
    return TestCluster.get().image();
  }

  @Override
  public ClusterPorts ports() {
    return live().able().ports();
  }

  @Override
  public ClusterPorts powerlessPorts() {
    return live().powerless().ports();
  }

  @Override
  public URI api() {
    return URI.create(live().connection().host().orElseThrow());
  }

  @Override
  public OpenedCluster openAt(int port) throws FailureException {
    ClusterConnection straight = live().connection();
    return opener.open(
        new ClusterConnection(
            Optional.of("https://127.0.0.1:" + port),
            straight.caFile(),
            straight.certFile(),
            straight.keyFile(),
            straight.bearerToken(),
            straight.context(),
            straight.userAgent()));
  }
}
