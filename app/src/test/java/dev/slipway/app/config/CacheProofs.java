package dev.slipway.app.config;

import static dev.slipway.app.config.KeyProof.proveRunner;

import dev.slipway.domain.settings.CacheStoreSettings;
import dev.slipway.domain.settings.CacheStoreSettings.Azure;
import dev.slipway.domain.settings.CacheStoreSettings.Gcs;
import dev.slipway.domain.settings.CacheStoreSettings.S3;
import dev.slipway.domain.settings.CacheStoreSettings.S3Encryption;
import dev.slipway.domain.settings.RunnerSettings;
import dev.slipway.domain.settings.SecretText;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** The proofs of {@code [runners.artifact]} and {@code [runners.cache]}. */
final class CacheProofs {
  private static final String BUCKET = "BucketName = \"b\"";
  private static final String KEYS =
      BUCKET + "\nServerAddress = \"s3.example.com\"\nAccessKey = \"id\"\nSecretKey = \"secret\"";

  private CacheProofs() {}

  static List<KeyProof> all() {
    return Stream.of(general(), s3Keys(), s3Options(), gcsKeys(), azureKeys())
        .flatMap(List::stream)
        .toList();
  }

  private static List<KeyProof> general() {
    return List.of(
        proveRunner("artifact.upload_timeout", r -> r.artifact().uploadTimeout())
            .from("\"2h\"")
            .to(Duration.ofHours(2))
            .defaultsTo(Duration.ofHours(1)),
        proveRunner("artifact.response_header_timeout", r -> r.artifact().responseHeaderTimeout())
            .from("\"1m\"")
            .to(Duration.ofMinutes(1))
            .defaultsTo(Duration.ofMinutes(10)),
        proveRunner("cache.Type", r -> r.cache().store().map(store -> store.getClass()))
            .from("\"gcs\"\n[runners.cache.gcs]\nBucketName = \"b\"")
            .to(Optional.of(Gcs.class))
            .defaultsTo(Optional.empty()),
        proveRunner("cache.Path", r -> r.cache().path())
            .from("\"team/ci\"")
            .to("team/ci")
            .defaultsTo(""),
        proveRunner("cache.Shared", r -> r.cache().shared())
            .from("true")
            .to(true)
            .defaultsTo(false),
        proveRunner("cache.MaxUploadedArchiveSize", r -> r.cache().maxUploadedArchiveBytes())
            .from("5368709120")
            .to(5L << 30)
            .defaultsTo(0L));
  }

  private static List<KeyProof> s3Keys() {
    return List.of(
        s3("BucketName", S3::bucket, "").from("\"b\"").to("b").required(),
        s3("ServerAddress", S3::serverAddress, BUCKET)
            .from("\"minio:9000\"")
            .to(Optional.of("minio:9000"))
            .defaultsTo(Optional.empty()),
        s3(
                "AccessKey",
                S3::credentials,
                BUCKET + "\nServerAddress = \"s3.example.com\"\nSecretKey = \"secret\"")
            .from("\"id\"")
            .to(Optional.of(key(Optional.empty())))
            .defaultsTo(Optional.empty()),
        s3(
                "SecretKey",
                S3::credentials,
                BUCKET + "\nServerAddress = \"s3.example.com\"\nAccessKey = \"id\"")
            .from("\"secret\"")
            .to(Optional.of(key(Optional.empty())))
            .defaultsTo(Optional.empty()),
        s3("SessionToken", S3::credentials, KEYS)
            .from("\"passing\"")
            .to(Optional.of(key(Optional.of(new SecretText("passing")))))
            .defaultsTo(Optional.of(key(Optional.empty()))),
        s3("AuthenticationType", S3::credentials, KEYS)
            .from("\"IAM\"")
            .to(Optional.empty())
            .defaultsTo(Optional.of(key(Optional.empty()))));
  }

  private static List<KeyProof> s3Options() {
    return List.of(
        s3("BucketLocation", S3::region, BUCKET)
            .from("\"eu-west-3\"")
            .to(Optional.of("eu-west-3"))
            .defaultsTo(Optional.empty()),
        s3("Insecure", S3::insecure, BUCKET).from("true").to(true).defaultsTo(false),
        s3("ServerSideEncryption", S3::encryption, BUCKET)
            .from("\"aws:kms\"")
            .to(Optional.of(S3Encryption.KMS))
            .defaultsTo(Optional.empty()),
        s3("ServerSideEncryptionKeyID", S3::encryptionKeyId, BUCKET)
            .from("\"k\"\nServerSideEncryption = \"DSSE-KMS\"")
            .to(Optional.of("k"))
            .defaultsTo(Optional.empty()),
        s3("DualStack", S3::dualStack, BUCKET).from("false").to(false).defaultsTo(true),
        s3("PathStyle", S3::pathStyle, BUCKET)
            .from("false")
            .to(Optional.of(false))
            .defaultsTo(Optional.empty()),
        s3("Accelerate", S3::accelerate, BUCKET).from("true").to(true).defaultsTo(false),
        s3("RoleARN", S3::roleArn, BUCKET)
            .from("\"arn:aws:iam::1:role/r\"")
            .to(Optional.of("arn:aws:iam::1:role/r"))
            .defaultsTo(Optional.empty()),
        s3("UploadRoleARN", S3::uploadRoleArn, BUCKET)
            .from("\"arn:aws:iam::1:role/u\"")
            .to(Optional.of("arn:aws:iam::1:role/u"))
            .defaultsTo(Optional.empty()));
  }

  private static List<KeyProof> gcsKeys() {
    return List.of(
        gcs("BucketName", Gcs::bucket, "").from("\"b\"").to("b").required(),
        gcs("AccessID", Gcs::accessId, BUCKET)
            .from("\"a@b.example.com\"\nPrivateKey = \"pem\"")
            .to(Optional.of("a@b.example.com"))
            .defaultsTo(Optional.empty()),
        gcs("PrivateKey", Gcs::privateKey, BUCKET)
            .from("\"pem\"\nAccessID = \"a@b.example.com\"")
            .to(Optional.of(new SecretText("pem")))
            .defaultsTo(Optional.empty()),
        gcs("CredentialsFile", Gcs::credentialsFile, BUCKET)
            .from("\"gcs.json\"")
            .to(Optional.of(Path.of("/etc/here/gcs.json")))
            .defaultsTo(Optional.empty()),
        gcs("UniverseDomain", Gcs::universeDomain, BUCKET)
            .from("\"example.org\"")
            .to("example.org")
            .defaultsTo("googleapis.com"));
  }

  private static List<KeyProof> azureKeys() {
    return List.of(
        azure("AccountName", Azure::accountName, "AccountKey = \"aaaa\"\nContainerName = \"c\"")
            .from("\"a\"")
            .to("a")
            .required(),
        azure("AccountKey", Azure::accountKey, "AccountName = \"a\"\nContainerName = \"c\"")
            .from("\"aaaa\"")
            .to(Optional.of(new SecretText("aaaa")))
            .defaultsTo(Optional.empty()),
        azure("ContainerName", Azure::container, "AccountName = \"a\"\nAccountKey = \"aaaa\"")
            .from("\"c\"")
            .to("c")
            .required(),
        azure(
                "StorageDomain",
                Azure::storageDomain,
                "AccountName = \"a\"\nAccountKey = \"aaaa\"\nContainerName = \"c\"")
            .from("\"blob.core.example.net\"")
            .to("blob.core.example.net")
            .defaultsTo("blob.core.windows.net"));
  }

  private static S3.Credentials key(Optional<SecretText> session) {
    return new S3.Credentials("id", new SecretText("secret"), session);
  }

  private static KeyProof.Start s3(String key, Function<S3, Object> part, String beside) {
    return start("s3", key, store -> part.apply((S3) store), beside);
  }

  private static KeyProof.Start gcs(String key, Function<Gcs, Object> part, String beside) {
    return start("gcs", key, store -> part.apply((Gcs) store), beside);
  }

  private static KeyProof.Start azure(String key, Function<Azure, Object> part, String beside) {
    return start("azure", key, store -> part.apply((Azure) store), beside);
  }

  private static KeyProof.Start start(
      String type, String key, Function<CacheStoreSettings, Object> part, String beside) {
    Function<RunnerSettings, Object> store = r -> part.apply(r.cache().store().orElseThrow());
    return proveRunner("cache." + type + "." + key, store)
        .within("[runners.cache]\nType = \"%s\"".formatted(type))
        .beside(beside);
  }
}
