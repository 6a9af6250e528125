package dev.slipway.app.secrets;

import dev.slipway.domain.secret.SecretSource;
import dev.slipway.domain.tree.Tree;
import dev.slipway.domain.tree.Tree.Branch;
import dev.slipway.domain.tree.TreeJson;
import dev.slipway.ports.vault.Vault;
import dev.slipway.ports.vault.VaultAnswer;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Vault's HTTP API: a login with a JWT, then one read (engines {@code kv-v1}, {@code kv-v2} and
 * {@code generic}). Every answer is bounded in size and time.
 */
public final class HttpVault implements Vault, AutoCloseable {
  private static final Duration CONNECT_LIMIT = Duration.ofSeconds(10);
  private static final Duration REQUEST_LIMIT = Duration.ofSeconds(30);
  private static final int BODY_BYTES_MAX = 4 << 20;

  private final HttpClient client =
      HttpClient.newBuilder()
          .connectTimeout(CONNECT_LIMIT)
          .version(HttpClient.Version.HTTP_1_1)
          .build();

  /** A status and a body, or why there are none. */
  private record Reply(int status, Optional<Branch> body, String trouble) {
    Optional<Tree> at(String... path) {
      Optional<Tree> found = body.map(Tree.class::cast);
      for (String key : path) {
        found =
            found.flatMap(
                tree -> tree instanceof Branch branch ? branch.get(key) : Optional.empty());
      }
      return found;
    }
  }

  @Override
  public VaultAnswer read(SecretSource.Vault source) throws InterruptedException {
    Optional<String> fault = faultOf(source);
    if (fault.isPresent()) {
      return new VaultAnswer.Refused(fault.get());
    }
    try {
      return asked(source);
    } catch (IllegalArgumentException e) {
      // its message may quote a token
      return new VaultAnswer.Refused(
          "the server's address, namespace or path holds characters that HTTP does not allow");
    }
  }

  private VaultAnswer asked(SecretSource.Vault source) throws InterruptedException {
    String api = source.url().replaceAll("/+$", "") + "/v1/";
    String authPath = source.authPath().isEmpty() ? source.authName() : source.authPath();
    Reply login =
        send(
            request(source, api + "auth/" + trimmed(authPath) + "/login")
                .POST(HttpRequest.BodyPublishers.ofString(loginBody(source))));
    if (login.status() / 100 != 2) {
      return refusal("the login", login);
    }
    if (!(login.at("auth", "client_token").orElse(Tree.Word.NULL) instanceof Tree.Text token)) {
      return new VaultAnswer.Refused("the login gave no token");
    }
    boolean versioned = source.engine().equals("kv-v2");
    String place =
        trimmed(source.enginePath()) + (versioned ? "/data/" : "/") + trimmed(source.path());
    Reply read = send(request(source, api + place).header("X-Vault-Token", token.value()).GET());
    if (read.status() == 404) {
      return new VaultAnswer.Missing();
    }
    if (read.status() / 100 != 2) {
      return refusal("reading " + place, read);
    }
    Optional<Tree> field =
        versioned ? read.at("data", "data", source.field()) : read.at("data", source.field());
    return field
        .filter(tree -> !tree.equals(Tree.Word.NULL))
        .<VaultAnswer>map(tree -> new VaultAnswer.Found(text(tree)))
        .orElseGet(VaultAnswer.Missing::new);
  }

  @Override
  public void close() {
    client.close();
  }

  /** What keeps the source from being asked. */
  private static Optional<String> faultOf(SecretSource.Vault source) {
    if (!source.authName().equals("jwt")) {
      return Optional.of(
          "the login method \"%s\" is not known; use jwt".formatted(source.authName()));
    }
    if (source.authData().getOrDefault("jwt", "").isEmpty()) {
      return Optional.of(
          "the login has no jwt; give the job an id_token and name it in the secret");
    }
    return switch (source.engine()) {
      case "kv-v1", "kv-v2", "generic" -> faultOfUrl(source.url());
      default ->
          Optional.of(
              "the engine \"%s\" is not known; use kv-v2, kv-v1 or generic"
                  .formatted(source.engine()));
    };
  }

  private static Optional<String> faultOfUrl(String url) {
    return url.matches("(?i)https?://[^/\\s]+\\S*")
        ? Optional.empty()
        : Optional.of("the server's address is no http or https URL");
  }

  private static HttpRequest.Builder request(SecretSource.Vault source, String url) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(url.replace(" ", "%20")))
            .timeout(REQUEST_LIMIT)
            .header("Accept", "application/json")
            .header("X-Vault-Request", "true");
    if (!source.namespace().isEmpty()) {
      request.header("X-Vault-Namespace", source.namespace());
    }
    return request;
  }

  private static String loginBody(SecretSource.Vault source) {
    Map<String, Tree> body = new LinkedHashMap<>();
    source.authData().forEach((key, value) -> body.put(key, new Tree.Text(value)));
    return TreeJson.write(new Branch(body).sorted());
  }

  private Reply send(HttpRequest.Builder request) throws InterruptedException {
    try {
      HttpResponse<InputStream> response =
          client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
      try (InputStream in = response.body()) {
        String body = new String(in.readNBytes(BODY_BYTES_MAX), StandardCharsets.UTF_8);
        Optional<Branch> tree =
            TreeJson.read(body)
                .flatMap(t -> t instanceof Branch b ? Optional.of(b) : Optional.empty());
        return new Reply(response.statusCode(), tree, "");
      }
    } catch (IOException e) {
      String message = e.getMessage();
      return new Reply(
          0,
          Optional.empty(),
          e.getClass().getSimpleName() + (message == null ? "" : ": " + message));
    }
  }

  /** The store's own words are quoted: they name the policy or the role, never the secret. */
  private static VaultAnswer refusal(String doing, Reply reply) {
    if (reply.status() == 0) {
      return new VaultAnswer.Unreachable(doing + ": " + reply.trouble());
    }
    String errors =
        reply.at("errors").map(TreeJson::write).filter(text -> text.length() < 500).orElse("");
    String says = "%s: HTTP %d %s".formatted(doing, reply.status(), errors).strip();
    return reply.status() >= 500 || reply.status() == 429
        ? new VaultAnswer.Unreachable(says)
        : new VaultAnswer.Refused(says);
  }

  private static String text(Tree value) {
    return switch (value) {
      case Tree.Text(String text) -> text;
      case Tree.Word(String word) -> word;
      case Branch _, Tree.Items _ -> TreeJson.write(value);
    };
  }

  private static String trimmed(String path) {
    return path.replaceAll("^/+|/+$", "");
  }
}
