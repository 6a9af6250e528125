package dev.slipway.ports.cluster.contract;

import static dev.slipway.ports.cluster.contract.Answers.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.domain.failure.Failure;
import dev.slipway.domain.failure.FailureException;
import dev.slipway.domain.pod.PodName;
import dev.slipway.domain.watch.PodSnapshot;
import dev.slipway.ports.cluster.ClusterAnswer;
import dev.slipway.ports.cluster.ClusterConnection;
import dev.slipway.ports.cluster.ClusterError;
import dev.slipway.ports.cluster.contract.StandInApi.Asked;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How an adapter finds out where the cluster is and who it is there. */
@Timeout(60)
public abstract class ConnectionContract {
  private static final PodName POD = new PodName("ci", "job-1");

  private final StandInApi api = new StandInApi();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  /**
   * Opens a connection.
   *
   * @param environment instead of the process's own
   */
  protected abstract OpenedCluster connect(
      ClusterConnection connection, Map<String, String> environment) throws FailureException;

  @AfterEach
  void close() {
    api.close();
    threads.shutdownNow();
  }

  private <T> Future<T> later(Callable<T> call) {
    return threads.submit(call);
  }

  @Test
  @DisplayName("a file that is not there is a configuration error that names it")
  void missingFile() {
    ClusterConnection connection =
        new ClusterConnection(
            Optional.of(api.url()),
            Optional.of(Path.of("/absent/ca.crt")),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            "kit");
    assertThatThrownBy(() -> connect(connection, Map.of()))
        .isInstanceOfSatisfying(
            FailureException.class,
            e -> {
              assertThat(e.failure()).isInstanceOf(Failure.ConfigRejected.class);
              assertThat(e.failure().text()).contains("ca_file", "/absent/ca.crt");
            });
  }

  @Test
  @DisplayName("a CA file without a certificate is a configuration error that names it")
  void brokenFile(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("ca.crt"), "no certificate");
    ClusterConnection connection =
        new ClusterConnection(
            Optional.of("https://127.0.0.1:1"),
            Optional.of(file),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            "kit");
    assertThatThrownBy(() -> connect(connection, Map.of()))
        .isInstanceOfSatisfying(
            FailureException.class, e -> assertThat(e.failure().text()).contains(file.toString()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"t0ken\n", "t0ken\r\nX-Mine: 1", "t0ken\u0001", "t0ken\u00e9", "\u007ft0ken"})
  @DisplayName("a token that cannot stand in a header is a configuration error that hides it")
  void brokenToken(String token, @TempDir Path folder) throws IOException {
    ClusterConnection given =
        new ClusterConnection(
            Optional.of(api.url()),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.of(token),
            Optional.empty(),
            "kit");
    assertThatThrownBy(() -> connect(given, Map.of()))
        .isInstanceOfSatisfying(
            FailureException.class,
            e -> {
              assertThat(e.failure()).isInstanceOf(Failure.ConfigRejected.class);
              assertThat(e.failure().text())
                  .contains("bearer_token", "KUBERNETES_BEARER_TOKEN", "on one line")
                  .doesNotContain("t0ken");
            });

    String quoted = token.replace("\n", "\\n").replace("\r", "\\r").replace("\u0001", "\\x01");
    Path file =
        Files.writeString(
            folder.resolve("config"),
            kubeconfig().replace("t0ken-one", "\"" + quoted.replace("\u007f", "\\x7f") + "\""));
    assertThatThrownBy(
            () -> connect(ClusterConnection.detected("kit"), Map.of("KUBECONFIG", file.toString())))
        .isInstanceOfSatisfying(
            FailureException.class,
            e ->
                assertThat(e.failure().text())
                    .contains(file.toString(), "on one line")
                    .doesNotContain("t0ken"));
  }

  private String kubeconfig() {
    return """
        apiVersion: v1
        kind: Config
        current-context: one
        clusters:
        - name: here
          cluster: {server: "%s"}
        users:
        - name: first
          user: {token: t0ken-one}
        - name: second
          user: {token: t0ken-two}
        contexts:
        - name: one
          context: {cluster: here, user: first}
        - name: two
          context: {cluster: here, user: second}
        """
        .formatted(api.url());
  }

  @ParameterizedTest
  @CsvSource({"'','',t0ken-one", "two,'',t0ken-two", "two,t0ken-own,t0ken-own"})
  @DisplayName("a kubeconfig's current context, another context, and a token over both")
  void kubeconfig(String context, String token, String sent, @TempDir Path folder)
      throws Exception {
    Path file = Files.writeString(folder.resolve("config"), kubeconfig());
    ClusterConnection connection =
        new ClusterConnection(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.of(token).filter(t -> !t.isEmpty()),
            Optional.of(context).filter(c -> !c.isEmpty()),
            "kit");
    Map<String, String> environment = Map.of("KUBECONFIG", file.toString());
    try (OpenedCluster cluster = connect(connection, environment)) {
      Future<ClusterAnswer<PodSnapshot>> got = later(() -> cluster.ports().pods().get(POD));
      Asked asked = api.next();
      assertThat(asked.header("Authorization")).isEqualTo("Bearer " + sent);
      asked.answer(404, "");
      refused(got.get(), ClusterError.NotFound.class);
    }
  }

  @ParameterizedTest
  @CsvSource({"none,contexts: [", "none,''"})
  @DisplayName("a kubeconfig that cannot be read, or has no such context, is named")
  void badKubeconfig(String context, String text, @TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("config"), text.isEmpty() ? kubeconfig() : text);
    ClusterConnection connection =
        new ClusterConnection(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.of(context),
            "kit");
    assertThatThrownBy(() -> connect(connection, Map.of("KUBECONFIG", file.toString())))
        .isInstanceOfSatisfying(
            FailureException.class,
            e -> assertThat(e.failure().text()).contains(file.toString()).doesNotContain("t0ken"));
  }

  @Test
  @DisplayName("nothing to connect to is a configuration error that says where was looked")
  void nowhere() {
    assertThatThrownBy(() -> connect(ClusterConnection.detected("kit"), Map.of("HOME", "/absent")))
        .isInstanceOfSatisfying(
            FailureException.class,
            e -> assertThat(e.failure().text()).contains("KUBECONFIG", "/absent/.kube/config"));
  }
}
