package dev.slipway.acceptance.contract;

import static dev.slipway.acceptance.contract.RealCluster.connect;
import static dev.slipway.ports.cluster.contract.Answers.done;
import static dev.slipway.ports.cluster.contract.Answers.refused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.acceptance.cluster.Accounts;
import dev.slipway.acceptance.cluster.TestCluster;
import dev.slipway.acceptance.cluster.TestNamespace;
import dev.slipway.domain.settings.ClusterClient;
import dev.slipway.ports.cluster.ClusterConnection;
import dev.slipway.ports.cluster.ClusterError;
import dev.slipway.ports.cluster.contract.OpenedCluster;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the real API server's refusals, and its absence, come to: one line each. */
class WrongConnectionTest {
  private static final String UNKNOWN =
      "Unauthorized: the API server does not know these credentials; they are wrong or have expired";
  private static final String RENEW =
      "Renew what the runner's settings give for the cluster: bearer_token, client certificate or kubeconfig.";
  private static TestNamespace namespace;
  private static ClusterConnection right;
  @TempDir private static Path folder;
  private static MadeCredentials made;

  @BeforeAll
  static void open() {
    namespace = TestCluster.get().namespace("wrong-connection");
    right = namespace.accountWith(Accounts.rulesOfThePorts());
    made = new MadeCredentials(TestCluster.get().kubeconfig(), folder);
  }

  @AfterAll
  static void close() {
    namespace.close();
  }

  private static ClusterConnection withToken(String token) {
    return new ClusterConnection(
        right.host(),
        right.caFile(),
        Optional.empty(),
        Optional.empty(),
        Optional.of(token),
        Optional.empty(),
        "slipway-tests");
  }

  private static ClusterConnection withCertificate(Path certificate) {
    return new ClusterConnection(
        right.host(),
        right.caFile(),
        Optional.of(certificate),
        Optional.of(MadeCredentials.keyOf(certificate)),
        Optional.empty(),
        Optional.empty(),
        "slipway-tests");
  }

  private static ClusterConnection at(String host, Path caFile) {
    return new ClusterConnection(
        Optional.of(host),
        Optional.of(caFile),
        Optional.empty(),
        Optional.empty(),
        right.bearerToken(),
        Optional.empty(),
        "slipway-tests");
  }

  private static ClusterError refusal(ClusterClient client, ClusterConnection connection)
      throws Exception {
    try (OpenedCluster cluster = connect(client, connection)) {
      return refused(
          cluster.ports().secrets().list(namespace.name(), Map.of()), ClusterError.class);
    }
  }

  @ParameterizedTest
  @EnumSource(ClusterClient.class)
  @DisplayName("a service account's token whose time is over")
  void expiredToken(ClusterClient client) throws Exception {
    String token = right.bearerToken().orElseThrow();
    String valid = made.token(token, Instant.now().plus(Duration.ofMinutes(10)));
    try (OpenedCluster cluster = connect(client, withToken(valid))) {
      assertThat(done(cluster.ports().secrets().list(namespace.name(), Map.of()))).isEmpty();
    }

    String expired = made.token(token, Instant.now().minus(Duration.ofMinutes(10)));
    ClusterError error = refusal(client, withToken(expired));
    assertThat(error).isEqualTo(new ClusterError.Forbidden(UNKNOWN));
    assertThat(error.advice()).isEqualTo(RENEW);
  }

  @ParameterizedTest
  @EnumSource(ClusterClient.class)
  @DisplayName("a client certificate whose time is over")
  void expiredCertificate(ClusterClient client) throws Exception {
    try (OpenedCluster cluster = connect(client, withCertificate(made.certificate(false)))) {
      assertThat(done(cluster.ports().secrets().list(namespace.name(), Map.of()))).isEmpty();
    }

    ClusterError error = refusal(client, withCertificate(made.certificate(true)));
    assertThat(error).isEqualTo(new ClusterError.Forbidden(UNKNOWN));
    assertThat(error.advice()).isEqualTo(RENEW);
  }

  @ParameterizedTest
  @EnumSource(ClusterClient.class)
  @DisplayName("a CA file of another authority")
  void anotherAuthority(ClusterClient client) throws Exception {
    Path other = made.ownAuthority();
    String host = right.host().orElseThrow();

    ClusterError error = refusal(client, at(host, other));
    assertThat(error).isInstanceOf(ClusterError.Unavailable.class);
    assertThat(error.message())
        .startsWith(
            withoutSlash(host)
                + ": its certificate is not signed by an authority that the settings trust (")
        .doesNotContain("\n");
    assertThat(error.advice()).startsWith("Set ca_file");
  }

  @ParameterizedTest
  @EnumSource(ClusterClient.class)
  @DisplayName("a host where nobody listens")
  void nobodyListens(ClusterClient client) throws Exception {
    String host;
    try (ServerSocket once = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      host = "https://127.0.0.1:" + once.getLocalPort();
    }

    ClusterError error = refusal(client, at(host, right.caFile().orElseThrow()));
    assertThat(error.message())
        .startsWith(host + ": no connection can be made (")
        .doesNotContain("\n");
    assertThat(error.advice()).startsWith("Set host");
  }

  @ParameterizedTest
  @EnumSource(ClusterClient.class)
  @DisplayName("a host whose name nobody knows")
  void unknownName(ClusterClient client) throws Exception {
    String host = "https://api.invalid:6443";

    ClusterError error = refusal(client, at(host, right.caFile().orElseThrow()));
    assertThat(error.message())
        .startsWith(host + ": no address is known for this name (")
        .doesNotContain("\n");
    assertThat(error.advice()).startsWith("Set host");
  }

  @ParameterizedTest
  @EnumSource(ClusterClient.class)
  @DisplayName("a host whose certificate is for another address")
  void anotherAddress(ClusterClient client) throws Exception {
    // The API server listens at every address of the machine, its certificate holds a few.
    String host = "https://127.0.0.2:" + URI.create(right.host().orElseThrow()).getPort();

    ClusterError error = refusal(client, at(host, right.caFile().orElseThrow()));
    assertThat(error.message())
        .startsWith(host + ": its certificate is for another name or address (")
        .doesNotContain("\n");
    assertThat(error.advice()).startsWith("Set host");
  }

  private static String withoutSlash(String host) {
    return host.replaceAll("/+$", "");
  }
}
