package dev.slipway.app.cache;

import dev.slipway.domain.cache.CacheLink;
import dev.slipway.domain.cache.CacheObject;
import dev.slipway.domain.settings.CacheStoreSettings.S3;
import dev.slipway.domain.settings.CacheStoreSettings.S3Encryption;
import dev.slipway.ports.cache.CacheStore;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * S3: each object by an address that is signed for it (Signature Version 4). With a role, it is
 * signed by that role's key, which a policy restricts to the object.
 */
final class S3CacheStore implements CacheStore {
  private static final String USUAL_REGION = "us-east-1";

  /** What a header may hold so that it arrives as it was signed. */
  private static final Pattern PLAIN = Pattern.compile("[!-~]+( [!-~]+)*");

  private final S3 settings;
  private final S3Address address;
  private final StoreHttp http;
  private final Map<String, String> environment;
  private final InstantSource clock;
  private final AwsLogin login;
  private final SecureRandom random = new SecureRandom();
  private Optional<String> knownRegion;

  S3CacheStore(S3 settings, StoreHttp http, Map<String, String> environment, InstantSource clock) {
    this.settings = settings;
    this.address = new S3Address(settings);
    this.http = http;
    this.environment = environment;
    this.clock = clock;
    this.login = new AwsLogin(http, environment, clock);
    this.knownRegion = settings.region();
  }

  @Override
  public CacheLink forDownload(CacheObject object, Duration validity) {
    return CacheLinks.orTrouble(
        () -> {
          AwsKey own = ownKey();
          String region = region(own);
          AwsKey key = withRole(own, settings.roleArn(), "s3:GetObject", object, region);
          URI url = address.of(object.name(), region);
          return new CacheLink.Presigned(
              signed("GET", url, Map.of(), key, region, validity),
              signed("HEAD", url, Map.of(), key, region, validity),
              Map.of());
        });
  }

  @Override
  public CacheLink forUpload(CacheObject object, Duration validity) {
    return CacheLinks.orTrouble(
        () -> {
          AwsKey own = ownKey();
          String region = region(own);
          Optional<String> role = settings.uploadRoleArn().or(settings::roleArn);
          AwsKey putting = withRole(own, role, "s3:PutObject", object, region);
          AwsKey asking = withRole(own, settings.roleArn(), "s3:GetObject", object, region);
          URI url = address.of(object.name(), region);
          Map<String, String> headers = headers(object);
          return new CacheLink.Presigned(
              signed("PUT", url, headers, putting, region, validity),
              signed("HEAD", url, Map.of(), asking, region, validity),
              headers);
        });
  }

  private String signed(
      String method,
      URI url,
      Map<String, String> headers,
      AwsKey key,
      String region,
      Duration validity) {
    return AwsSigning.presigned(method, url, headers, key, region, validity, clock.instant())
        .toASCIIString();
  }

  private Map<String, String> headers(CacheObject object) {
    Map<String, String> headers = new TreeMap<>();
    if (PLAIN.matcher(object.key()).matches()) {
      headers.put("x-amz-meta-cachekey", object.key());
    }
    settings
        .encryption()
        .ifPresent(kind -> headers.put("x-amz-server-side-encryption", kind.word()));
    settings
        .encryptionKeyId()
        .ifPresent(id -> headers.put("x-amz-server-side-encryption-aws-kms-key-id", id));
    return headers;
  }

  private AwsKey ownKey() throws CacheTroubleException, InterruptedException {
    if (settings.credentials().isPresent()) {
      var given = settings.credentials().get();
      return new AwsKey(
          given.accessKey(), given.secretKey(), given.sessionToken(), Optional.empty());
    }
    return login.key(roles(settings.region().orElseGet(this::regionOfEnvironment)));
  }

  private String regionOfEnvironment() {
    return Optional.ofNullable(environment.get("AWS_REGION"))
        .or(() -> Optional.ofNullable(environment.get("AWS_DEFAULT_REGION")))
        .filter(region -> !region.isEmpty())
        .orElse(USUAL_REGION);
  }

  private AwsRoles roles(String region) {
    return new AwsRoles(http, environment, region, clock);
  }

  private AwsKey withRole(
      AwsKey own, Optional<String> role, String action, CacheObject object, String region)
      throws CacheTroubleException, InterruptedException {
    if (role.isEmpty()) {
      return own;
    }
    byte[] word = new byte[8];
    random.nextBytes(word);
    return roles(region)
        .of(
            role.get(),
            "gitlab-runner-cache-upload-" + HexFormat.of().formatHex(word),
            policy(role.get(), action, object),
            own);
  }

  private String policy(String role, String action, CacheObject object) {
    String partition = role.startsWith("arn:") ? role.split(":", -1)[1] : "aws";
    String allow =
        "{\"Effect\":\"Allow\",\"Action\":[\"%s\"],\"Resource\":\"arn:%s:s3:::%s/%s\"}"
            .formatted(action, partition, settings.bucket(), jsonText(object.name()));
    boolean kms = settings.encryption().filter(e -> e != S3Encryption.S3).isPresent();
    String decrypt =
        kms && settings.encryptionKeyId().isPresent()
            ? ",{\"Effect\":\"Allow\",\"Action\":[\"kms:Decrypt\",\"kms:GenerateDataKey\"],\"Resource\":\"%s\"}"
                .formatted(jsonText(settings.encryptionKeyId().get()))
            : "";
    return "{\"Version\":\"2012-10-17\",\"Statement\":[%s%s]}".formatted(allow, decrypt);
  }

  /** As text in JSON, and without a wildcard's meaning, which would widen the policy. */
  private static String jsonText(String text) {
    return text.replace("\\", "\\\\")
        .replace("\"", "\\\"")
        .replace("$", "${$}")
        .replace("*", "${*}")
        .replace("?", "${?}");
  }

  private synchronized String region(AwsKey key)
      throws CacheTroubleException, InterruptedException {
    if (knownRegion.isEmpty()) {
      knownRegion = Optional.of(askedRegion(key));
    }
    return knownRegion.get();
  }

  /** GetBucketLocation; a store that refuses to say has the usual one. */
  private String askedRegion(AwsKey key) throws CacheTroubleException, InterruptedException {
    URI url = URI.create(address.of("", USUAL_REGION) + "?location");
    Map<String, String> headers =
        AwsSigning.headers("GET", url, Map.of(), "", "s3", USUAL_REGION, key, clock.instant());
    StoreHttp.Reply reply = http.send("the bucket's region", "GET", url, headers, "");
    return XmlText.of("LocationConstraint", reply.isSuccess() ? reply.body() : "")
        .map(region -> region.equals("EU") ? "eu-west-1" : region)
        .orElse(USUAL_REGION);
  }
}
