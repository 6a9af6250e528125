package dev.slipway.app.cache;

import dev.slipway.domain.settings.SecretText;
import java.net.URI;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** AWS Security Token Service: keys of roles, for an hour each. */
final class AwsRoles {
  private static final String DOING = "AWS role";
  private static final Map<String, String> FORM =
      Map.of("Content-Type", "application/x-www-form-urlencoded");

  private final StoreHttp http;
  private final Map<String, String> environment;
  private final String region;
  private final InstantSource clock;

  AwsRoles(StoreHttp http, Map<String, String> environment, String region, InstantSource clock) {
    this.http = http;
    this.environment = environment;
    this.region = region;
    this.clock = clock;
  }

  /** The key of a role for who shows a token of an identity provider. */
  AwsKey ofWebIdentity(String role, String token)
      throws CacheTroubleException, InterruptedException {
    Map<String, String> form = new LinkedHashMap<>();
    form.put("Action", "AssumeRoleWithWebIdentity");
    form.put("Version", "2011-06-15");
    form.put("RoleArn", role);
    form.put(
        "RoleSessionName",
        environment.getOrDefault("AWS_ROLE_SESSION_NAME", "gitlab-runner-cache"));
    form.put("WebIdentityToken", token);
    return key(http.fetch(DOING, "POST", endpoint(), FORM, UrlText.query(form)));
  }

  /**
   * The key of a role for who has a key.
   *
   * @param policy what it may do, of what the role may do
   */
  AwsKey of(String role, String session, String policy, AwsKey key)
      throws CacheTroubleException, InterruptedException {
    Map<String, String> form = new LinkedHashMap<>();
    form.put("Action", "AssumeRole");
    form.put("Version", "2011-06-15");
    form.put("RoleArn", role);
    form.put("RoleSessionName", session);
    form.put("DurationSeconds", "3600");
    form.put("Policy", policy);
    String body = UrlText.query(form);
    URI url = endpoint();
    Map<String, String> headers =
        AwsSigning.headers("POST", url, FORM, body, "sts", region, key, clock.instant());
    return key(http.fetch(DOING, "POST", url, headers, body));
  }

  private URI endpoint() throws CacheTroubleException {
    String end = region.startsWith("cn-") ? ".amazonaws.com.cn/" : ".amazonaws.com/";
    try {
      return URI.create(
          Optional.ofNullable(environment.get("AWS_ENDPOINT_URL_STS"))
              .filter(text -> !text.isEmpty())
              .orElse("https://sts." + region + end));
    } catch (IllegalArgumentException e) {
      throw new CacheTroubleException(DOING + ": AWS_ENDPOINT_URL_STS is no address");
    }
  }

  private static AwsKey key(String xml) throws CacheTroubleException {
    Optional<String> id = XmlText.of("AccessKeyId", xml);
    Optional<String> secret = XmlText.of("SecretAccessKey", xml);
    if (id.isEmpty() || secret.isEmpty()) {
      throw new CacheTroubleException(DOING + ": the answer holds no key");
    }
    return new AwsKey(
        id.get(),
        new SecretText(secret.get()),
        XmlText.of("SessionToken", xml).map(SecretText::new),
        XmlText.of("Expiration", xml).flatMap(AwsLogin::instant));
  }
}
