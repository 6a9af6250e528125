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
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Ways to be known to the real API server, and what comes of credentials that are not. */
class RealConnectionTest {
  private static TestNamespace namespace;
  private static ClusterConnection straight;

  @BeforeAll
  static void open() {
    namespace = TestCluster.get().namespace("connection");
    straight = namespace.accountWith(Accounts.rulesOfThePorts());
  }

  @AfterAll
  static void close() {
    namespace.close();
  }

  private static ClusterConnection withToken(String token) {
    return new ClusterConnection(
        straight.host(),
        straight.caFile(),
        Optional.empty(),
        Optional.empty(),
        Optional.of(token),
        Optional.empty(),
        "slipway-tests");
  }

  @ParameterizedTest
  @EnumSource(ClusterClient.class)
  @DisplayName("host, CA and a service account's token")
  void token(ClusterClient client) throws Exception {
    try (OpenedCluster cluster = connect(client, straight)) {
      assertThat(done(cluster.ports().secrets().list(namespace.name(), Map.of()))).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource(ClusterClient.class)
  @DisplayName("a token that the cluster does not know is one line, without the token")
  void unknownToken(ClusterClient client) throws Exception {
    String token = straight.bearerToken().orElseThrow();
    // The same token with another signature: what an expired or foreign one looks like.
    String foreign = token.substring(0, token.length() - 20) + "AAAAAAAAAAAAAAAAAAAA";
    try (OpenedCluster cluster = connect(client, withToken(foreign))) {
      ClusterError error =
          refused(
              cluster.ports().secrets().list(namespace.name(), Map.of()),
              ClusterError.Forbidden.class);
      assertThat(error.message())
          .isEqualTo(
              "Unauthorized: the API server does not know these credentials; they are wrong or have expired");
    }
  }
}
