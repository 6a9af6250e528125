package dev.slipway.adapter.gitlab;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import dev.slipway.adapter.gitlab.tls.TlsSetup;
import dev.slipway.ports.gitlab.JobQueue.AskAnswer;
import dev.slipway.ports.gitlab.KeyShop;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Real TLS on the loopback, with throw-away certificates. */
class TlsConnectionTest {
  private static final String OWN_NAME = "SAN=ip:127.0.0.1";
  private static final String JOB = "{\"id\":1,\"token\":\"t\"}";
  private static final Path NO_SYSTEM = Path.of("/nowhere");

  @TempDir private static Path folder;
  private static KeyShop keys;
  private static Path root;
  private static Path site;

  @BeforeAll
  static void makeKeys() throws Exception {
    keys =
        new KeyShop(folder)
            .key("root", "-ext", "bc:c=ca:true")
            .key("site", "-signer", "root", "-ext", OWN_NAME)
            .key("client", "-signer", "root")
            .key("other", "-ext", "SAN=dns:other.test");
    root = keys.certificateFile("root", "root.pem");
    site = keys.certificateFile("site", "site.pem");
  }

  private static ScriptedServer server(String alias, boolean wantsClientKey) throws Exception {
    return server(alias, wantsClientKey, TlsSetup.protocols());
  }

  private static ScriptedServer server(String alias, boolean wantsClientKey, String... protocols)
      throws Exception {
    HttpsServer server =
        HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    SSLContext context = keys.server(alias, "root");
    server.setHttpsConfigurator(
        new HttpsConfigurator(context) {
          @Override
          public void configure(HttpsParameters parameters) {
            SSLParameters tls = context.getDefaultSSLParameters();
            tls.setNeedClientAuth(wantsClientKey);
            tls.setProtocols(protocols);
            parameters.setSSLParameters(tls);
          }
        });
    return new ScriptedServer(server).answers(201, JOB, "Content-Type", "application/json");
  }

  @Test
  @DisplayName("tls-ca-file vouches for the server, and is handed to the job as it is")
  void trustsTheFile() throws Exception {
    try (ScriptedServer server = server("site", false)) {
      assertThat(chain(ask(server, Optional.of(root), NO_SYSTEM))).contains(Files.readString(root));
    }
  }

  @Test
  @DisplayName("the system's authorities count too; the job gets the chain up to the root")
  void trustsTheSystem() throws Exception {
    try (ScriptedServer server = server("site", false)) {
      Optional<String> chain = chain(ask(server, Optional.empty(), root));
      assertThat(chain.orElseThrow())
          .contains(body(site))
          .contains(body(root))
          .containsOnlyOnce(body(root));
    }
  }

  @Test
  @DisplayName("the system's authorities count beside tls-ca-file")
  void trustsBoth() throws Exception {
    Path unrelated = keys.certificateFile("other", "unrelated.pem");
    try (ScriptedServer server = server("site", false)) {
      assertThat(ask(server, Optional.of(unrelated), root)).isInstanceOf(AskAnswer.JobGiven.class);
    }
  }

  @Test
  @DisplayName("an unknown authority is trouble that names tls-ca-file")
  void refusesUnknown() throws Exception {
    try (ScriptedServer server = server("site", false)) {
      assertThat(ask(server, Optional.empty(), NO_SYSTEM))
          .isInstanceOfSatisfying(
              AskAnswer.Troubled.class,
              troubled -> assertThat(troubled.what()).contains("TLS failed", "tls-ca-file"));
      assertThat(server.requests()).isEmpty();
    }
  }

  @Test
  @DisplayName("a certificate of another host is refused, trusted or not")
  void refusesOtherHosts() throws Exception {
    Path other = keys.certificateFile("other", "other.pem");
    try (ScriptedServer server = server("other", false)) {
      assertThat(ask(server, Optional.of(other), NO_SYSTEM)).isInstanceOf(AskAnswer.Troubled.class);
      assertThat(server.requests()).isEmpty();
    }
  }

  @Test
  @DisplayName("the client shows its certificate where the server wants one")
  void showsItself() throws Exception {
    try (ScriptedServer server = server("site", true)) {
      GitlabEndpoint endpoint =
          endpoint(
              server,
              Optional.of(root),
              Optional.of(keys.certificateFile("client", "client.pem")),
              Optional.of(keys.keyFile("client", "client.key")));
      assertThat(ask(endpoint, NO_SYSTEM)).isInstanceOf(AskAnswer.JobGiven.class);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
  @DisplayName("a server that misses the client's certificate is trouble that names its settings")
  void namesMissingCertificate(String protocol) throws Exception {
    List<String> told = new ArrayList<>();
    try (ScriptedServer server = server("site", true, protocol)) {
      // Where the server hangs up before its refusal is read, the next call tells.
      while (told.size() < 20 && (told.isEmpty() || !told.getLast().contains("TLS failed"))) {
        AskAnswer answer = ask(server, Optional.of(root), NO_SYSTEM);
        assertThat(answer).isInstanceOf(AskAnswer.Troubled.class);
        told.add(((AskAnswer.Troubled) answer).what());
      }
      assertThat(server.requests()).isEmpty();
    }
    assertThat(told.getLast())
        .contains("TLS failed", "tls-cert-file", "tls-key-file")
        .doesNotContain("tls-ca-file");
  }

  @Test
  @DisplayName("a changed file counts from the next call; one that is broken leaves the old")
  void followsChanges() throws Exception {
    Path file = keys.certificateFile("other", "rotated.pem");
    try (ScriptedServer server = server("site", false);
        GitlabConnection connection =
            GitlabConnection.open(
                endpoint(server, Optional.of(file), Optional.empty(), Optional.empty()),
                Bench.IDENTITY,
                surroundings(NO_SYSTEM))) {
      assertThat(connection.queue().ask()).isInstanceOf(AskAnswer.Troubled.class);
      replace(file, Files.readString(root), 1);
      assertThat(connection.queue().ask()).isInstanceOf(AskAnswer.JobGiven.class);
      replace(file, "half a fi", 2);
      server.answers(204, "");
      assertThat(connection.queue().ask()).isInstanceOf(AskAnswer.NoJob.class);
    }
  }

  @Test
  @DisplayName("files that cannot be used are a mistake in the configuration, named")
  void namesBadFiles() throws Exception {
    Path empty = Files.writeString(folder.resolve("empty.pem"), "nothing");
    try (ScriptedServer server = server("site", false)) {
      assertThat(wrong(ask(server, Optional.of(empty), NO_SYSTEM)))
          .contains("tls-ca-file", empty.toString(), "no certificate");
      assertThat(wrong(ask(server, Optional.of(folder.resolve("absent.pem")), NO_SYSTEM)))
          .contains("tls-ca-file", "absent.pem", "cannot be read");
      assertThat(
              wrong(
                  ask(
                      endpoint(server, Optional.empty(), Optional.of(root), Optional.of(empty)),
                      NO_SYSTEM)))
          .contains("tls-key-file", empty.toString(), "no private key");
    }
  }

  @Test
  @DisplayName("a proxy with user and password tunnels TLS")
  void goesThroughAProxy() throws Exception {
    String user = Base64.getEncoder().encodeToString("me:p@ss".getBytes(UTF_8));
    Path byName = keys.certificateFile("other", "by-name.pem");
    try (ScriptedServer server = server("other", false);
        TunnelProxy proxy = new TunnelProxy(server.port(), "Basic " + user);
        GitlabConnection connection =
            GitlabConnection.open(
                new GitlabEndpoint(
                    "https://other.test",
                    Bench.TOKEN,
                    Optional.of(byName),
                    Optional.empty(),
                    Optional.empty(),
                    Duration.ZERO),
                Bench.IDENTITY,
                new Surroundings(
                    () -> Bench.NOW,
                    new Random(1),
                    _ -> {},
                    Map.of("HTTPS_PROXY", "http://me:p%40ss@127.0.0.1:" + proxy.port())))) {
      assertThat(connection.queue().ask()).isInstanceOf(AskAnswer.JobGiven.class);
      assertThat(proxy.requests()).contains("CONNECT other.test:443 HTTP/1.1");
    }
  }

  private static AskAnswer ask(ScriptedServer server, Optional<Path> ca, Path system)
      throws InterruptedException {
    return ask(endpoint(server, ca, Optional.empty(), Optional.empty()), system);
  }

  private static AskAnswer ask(GitlabEndpoint endpoint, Path system) throws InterruptedException {
    try (GitlabConnection connection =
        GitlabConnection.open(endpoint, Bench.IDENTITY, surroundings(system))) {
      return connection.queue().ask();
    }
  }

  private static Surroundings surroundings(Path system) {
    return new Surroundings(
        () -> Bench.NOW, new Random(1), _ -> {}, Map.of("SSL_CERT_FILE", system.toString()));
  }

  private static GitlabEndpoint endpoint(
      ScriptedServer server, Optional<Path> ca, Optional<Path> certificate, Optional<Path> key) {
    return new GitlabEndpoint(
        "https://127.0.0.1:" + server.port(), Bench.TOKEN, ca, certificate, key, Duration.ZERO);
  }

  private static Optional<String> chain(AskAnswer answer) {
    assertThat(answer).isInstanceOf(AskAnswer.JobGiven.class);
    return ((AskAnswer.JobGiven) answer).tlsCaChain();
  }

  private static String wrong(AskAnswer answer) {
    assertThat(answer).isInstanceOf(AskAnswer.Misconfigured.class);
    return ((AskAnswer.Misconfigured) answer).what();
  }

  /** A line of a certificate's signature, which no other one has, whatever the line ends. */
  private static String body(Path certificate) throws IOException {
    List<String> lines =
        Files.readString(certificate)
            .replace("\r", "")
            .lines()
            .takeWhile(line -> !line.startsWith("-----END"))
            .toList();
    return lines.get(lines.size() - 2);
  }

  private static void replace(Path file, String content, int age) throws IOException {
    Files.writeString(file, content);
    Files.setLastModifiedTime(file, FileTime.from(Instant.now().plusSeconds(age)));
  }
}
