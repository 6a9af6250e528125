package dev.slipway.app.cache;

import dev.slipway.domain.settings.SecretText;
import dev.slipway.domain.tree.Tree;
import dev.slipway.domain.tree.TreeJson;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The AWS credentials of the manager's own pod or machine: its environment, else a web identity
 * token (EKS service accounts), else the container's endpoint (EKS pod identity, ECS), else the
 * machine's metadata service. A passing key is kept until shortly before its end.
 */
final class AwsLogin {
  private static final Duration RENEW_BEFORE = Duration.ofMinutes(5);
  private static final String MACHINE = "http://169.254.169.254";
  private static final String CONTAINER = "http://169.254.170.2";

  private final StoreHttp http;
  private final LoginEnvironment environment;
  private final InstantSource clock;
  private Optional<AwsKey> kept = Optional.empty();

  AwsLogin(StoreHttp http, Map<String, String> environment, InstantSource clock) {
    this.http = http;
    this.environment = new LoginEnvironment("AWS credentials", environment);
    this.clock = clock;
  }

  /** A key that is good for some minutes at least. */
  synchronized AwsKey key(AwsRoles roles) throws CacheTroubleException, InterruptedException {
    Instant soon = clock.instant().plus(RENEW_BEFORE);
    if (kept.isEmpty() || kept.get().expires().filter(soon::isAfter).isPresent()) {
      kept = Optional.of(fresh(roles));
    }
    return kept.get();
  }

  private AwsKey fresh(AwsRoles roles) throws CacheTroubleException, InterruptedException {
    Optional<String> id = environment.set("AWS_ACCESS_KEY_ID");
    Optional<String> secret = environment.set("AWS_SECRET_ACCESS_KEY");
    if (id.isPresent() && secret.isPresent()) {
      return new AwsKey(
          id.get(),
          new SecretText(secret.get()),
          environment.set("AWS_SESSION_TOKEN").map(SecretText::new),
          Optional.empty());
    }
    Optional<String> tokenFile = environment.set("AWS_WEB_IDENTITY_TOKEN_FILE");
    Optional<String> role = environment.set("AWS_ROLE_ARN");
    if (tokenFile.isPresent() && role.isPresent()) {
      return roles.ofWebIdentity(role.get(), environment.read(tokenFile.get()));
    }
    Optional<String> container =
        environment
            .set("AWS_CONTAINER_CREDENTIALS_FULL_URI")
            .or(
                () ->
                    environment
                        .set("AWS_CONTAINER_CREDENTIALS_RELATIVE_URI")
                        .map(CONTAINER::concat));
    if (container.isPresent()) {
      return ofContainer(container.get());
    }
    if (environment.set("AWS_EC2_METADATA_DISABLED").filter("true"::equalsIgnoreCase).isPresent()) {
      throw new CacheTroubleException(
          "no AWS credentials: set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, give the manager's service account a role, or write AccessKey and SecretKey");
    }
    return ofMachine();
  }

  private AwsKey ofContainer(String url) throws CacheTroubleException, InterruptedException {
    Optional<String> token = environment.set("AWS_CONTAINER_AUTHORIZATION_TOKEN");
    Optional<String> file = environment.set("AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE");
    if (file.isPresent()) {
      token = Optional.of(environment.read(file.get()));
    }
    Map<String, String> headers = new LinkedHashMap<>();
    token.ifPresent(text -> headers.put("Authorization", text));
    return ofJson(
        http.fetch("AWS credentials of the container", "GET", environment.uri(url), headers, ""));
  }

  private AwsKey ofMachine() throws CacheTroubleException, InterruptedException {
    String doing = "AWS credentials of the machine";
    String base =
        environment
            .set("AWS_EC2_METADATA_SERVICE_ENDPOINT")
            .orElse(MACHINE)
            .replaceFirst("/+$", "");
    String token =
        http.fetch(
            doing,
            "PUT",
            environment.uri(base + "/latest/api/token"),
            Map.of("X-aws-ec2-metadata-token-ttl-seconds", "300"),
            "");
    Map<String, String> headers = Map.of("X-aws-ec2-metadata-token", token);
    String list = base + "/latest/meta-data/iam/security-credentials/";
    String role = http.fetch(doing, "GET", environment.uri(list), headers, "").strip();
    return ofJson(
        http.fetch(doing, "GET", environment.uri(list + UrlText.encoded(role)), headers, ""));
  }

  private static AwsKey ofJson(String json) throws CacheTroubleException {
    Tree tree = TreeJson.read(json).orElse(Tree.Word.NULL);
    String id = text(tree, "AccessKeyId");
    String secret = text(tree, "SecretAccessKey");
    if (id.isEmpty() || secret.isEmpty()) {
      throw new CacheTroubleException("AWS credentials: the answer holds none");
    }
    return new AwsKey(
        id,
        new SecretText(secret),
        Optional.of(text(tree, "Token")).filter(t -> !t.isEmpty()).map(SecretText::new),
        instant(text(tree, "Expiration")));
  }

  private static String text(Tree tree, String name) {
    return tree instanceof Tree.Branch branch
            && branch.get(name).orElse(Tree.Word.NULL) instanceof Tree.Text(String text)
        ? text
        : "";
  }

  /** Empty where it is none. */
  static Optional<Instant> instant(String text) {
    try {
      return text.isEmpty() ? Optional.empty() : Optional.of(Instant.parse(text));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
