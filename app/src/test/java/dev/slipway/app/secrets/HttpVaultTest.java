package dev.slipway.app.secrets;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.slipway.domain.secret.SecretSource;
import dev.slipway.ports.vault.VaultAnswer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
@DisplayName("Vault over HTTP")
class HttpVaultTest {
  private static final String LOGIN = "POST /v1/auth/gitlab/login";

  private record Reply(int status, String body) {}

  private final Map<String, Reply> replies = new ConcurrentHashMap<>();
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private final HttpVault vault = new HttpVault();
  private HttpServer server;

  @BeforeEach
  void open() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
    replies.put(LOGIN, new Reply(200, "{\"auth\":{\"client_token\":\"tok\"}}"));
  }

  @AfterEach
  void close() {
    server.stop(0);
    vault.close();
  }

  @Test
  @DisplayName("reads a versioned secret after a login, in its namespace")
  void versioned() throws InterruptedException {
    replies.put("GET /v1/ops/data/a b", new Reply(200, "{\"data\":{\"data\":{\"f\":\"v\\n\"}}}"));

    assertThat(vault.read(source("kv-v2", "/ops/", "/a b", "f")))
        .isEqualTo(new VaultAnswer.Found("v\n"));
    assertThat(asked)
        .containsExactly(
            LOGIN + " ns - {\"jwt\":\"j\",\"role\":\"r\"}", "GET /v1/ops/data/a b ns tok ");
  }

  @ParameterizedTest
  @DisplayName("takes any JSON value as text; null and a field that is not there are missing")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "{\"data\":{\"f\":5432}}|5432",
        "{\"data\":{\"f\":true}}|true",
        "{\"data\":{\"f\":[1,\"a\"]}}|[1,\"a\"]",
        "{\"data\":{\"f\":\"\"}}|^^",
        "{\"data\":{\"f\":null}}|-",
        "{\"data\":{\"g\":1}}|-",
        "{\"data\":null}|-",
        "not json|-"
      })
  void values(String body, String expected) throws InterruptedException {
    replies.put("GET /v1/kv/p", new Reply(200, body));

    assertThat(vault.read(source("generic", "kv", "p", "f")))
        .isEqualTo(
            "-".equals(expected)
                ? new VaultAnswer.Missing()
                : new VaultAnswer.Found(expected == null ? "" : expected));
  }

  @Test
  @DisplayName("says what was refused, and tells a wrong job from a store in trouble")
  void refusals() throws InterruptedException {
    SecretSource.Vault source = source("kv-v1", "kv", "p", "f");
    replies.put("GET /v1/kv/p", new Reply(403, "{\"errors\":[\"permission denied\"]}"));
    assertThat(vault.read(source))
        .isEqualTo(new VaultAnswer.Refused("reading kv/p: HTTP 403 [\"permission denied\"]"));
    replies.put("GET /v1/kv/p", new Reply(503, "sealed"));
    assertThat(vault.read(source)).isEqualTo(new VaultAnswer.Unreachable("reading kv/p: HTTP 503"));
    replies.remove("GET /v1/kv/p");
    assertThat(vault.read(source)).isEqualTo(new VaultAnswer.Missing());
    replies.put(LOGIN, new Reply(400, "{\"errors\":[\"bad jwt\"]}"));
    assertThat(vault.read(source))
        .isEqualTo(new VaultAnswer.Refused("the login: HTTP 400 [\"bad jwt\"]"));
    server.stop(0);
    assertThat(vault.read(source)).isInstanceOf(VaultAnswer.Unreachable.class);
  }

  @Test
  @DisplayName("asks nobody where the source cannot be right")
  void faults() throws InterruptedException {
    assertThat(vault.read(source("pki", "kv", "p", "f")))
        .isEqualTo(
            new VaultAnswer.Refused(
                "the engine \"pki\" is not known; use kv-v2, kv-v1 or generic"));
    SecretSource.Vault userpass =
        new SecretSource.Vault("http://x", "", "userpass", "", Map.of(), "kv-v1", "k", "p", "f");
    assertThat(vault.read(userpass))
        .isEqualTo(new VaultAnswer.Refused("the login method \"userpass\" is not known; use jwt"));
    assertThat(asked).isEmpty();
  }

  @Test
  @DisplayName("refuses what HTTP does not allow, and quotes no token")
  void unsendable() throws InterruptedException {
    var refused =
        new VaultAnswer.Refused(
            "the server's address, namespace or path holds characters that HTTP does not allow");
    assertThat(vault.read(source("kv-v1", "kv", "a{b", "f"))).isEqualTo(refused);

    replies.put(LOGIN, new Reply(200, "{\"auth\":{\"client_token\":\"t0k\\nen\"}}"));
    assertThat(vault.read(source("kv-v1", "kv", "p", "f"))).isEqualTo(refused);
  }

  private SecretSource.Vault source(String engine, String mount, String path, String field) {
    return new SecretSource.Vault(
        "http://127.0.0.1:" + server.getAddress().getPort() + "/",
        "ns",
        "jwt",
        "gitlab",
        Map.of("jwt", "j", "role", "r"),
        engine,
        mount,
        path,
        field);
  }

  private void answer(HttpExchange exchange) throws IOException {
    String call = exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath();
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    String token = exchange.getRequestHeaders().getFirst("X-Vault-Token");
    asked.add(
        "%s %s %s %s"
            .formatted(
                call,
                exchange.getRequestHeaders().getFirst("X-Vault-Namespace"),
                token == null ? "-" : token,
                body));
    Reply reply = replies.getOrDefault(call, new Reply(404, "{\"errors\":[]}"));
    byte[] bytes = reply.body().getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(reply.status(), bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }
}
