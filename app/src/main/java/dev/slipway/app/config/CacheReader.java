package dev.slipway.app.config;

import dev.slipway.domain.settings.CacheSettings;
import dev.slipway.domain.settings.CacheStoreSettings;
import dev.slipway.domain.settings.CacheStoreSettings.Azure;
import dev.slipway.domain.settings.CacheStoreSettings.Gcs;
import dev.slipway.domain.settings.CacheStoreSettings.S3;
import dev.slipway.domain.settings.CacheStoreSettings.S3Encryption;
import dev.slipway.domain.settings.SecretText;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** {@code [runners.cache]} and the tables of the stores; only the one of {@code Type} counts. */
final class CacheReader {
  private static final Map<String, S3Encryption> ENCRYPTIONS =
      Map.of(
          "s3", S3Encryption.S3,
          "aes256", S3Encryption.S3,
          "kms", S3Encryption.KMS,
          "aws:kms", S3Encryption.KMS,
          "dsse-kms", S3Encryption.DSSE_KMS,
          "aws:kms:dsse", S3Encryption.DSSE_KMS);

  private final Path workingDirectory;

  CacheReader(Path workingDirectory) {
    this.workingDirectory = workingDirectory;
  }

  private enum Kind {
    S3,
    GCS,
    AZURE
  }

  private enum Login {
    ACCESS_KEY,
    IAM
  }

  CacheSettings read(Table table) {
    CacheSettings defaults = CacheSettings.DEFAULTS;
    Optional<CacheStoreSettings> store =
        table
            .choice("Type", Map.of("s3", Kind.S3, "gcs", Kind.GCS, "azure", Kind.AZURE))
            .flatMap(
                kind ->
                    switch (kind) {
                      case S3 -> s3(table.table("s3"));
                      case GCS -> gcs(table.table("gcs"));
                      case AZURE -> azure(table.table("azure"));
                    });
    return new CacheSettings(
        store,
        table.text("Path").orElse(defaults.path()),
        table.flag("Shared").orElse(defaults.shared()),
        table.large("MaxUploadedArchiveSize").orElse(defaults.maxUploadedArchiveBytes()));
  }

  private static Optional<CacheStoreSettings> s3(Table table) {
    Optional<String> server = table.parsed("ServerAddress", CacheReader::hostAndPort);
    Optional<S3.Credentials> credentials = credentials(table, server);
    Optional<S3Encryption> encryption = table.choice("ServerSideEncryption", ENCRYPTIONS);
    Optional<String> encryptionKey = table.text("ServerSideEncryptionKeyID");
    if (encryptionKey.isPresent() && encryption.filter(e -> e != S3Encryption.S3).isEmpty()) {
      table.problem(
          "ServerSideEncryptionKeyID",
          "is of no use here; write ServerSideEncryption = \"KMS\" or \"DSSE-KMS\" beside it");
    }
    return table
        .required("BucketName", "write the bucket's name", text -> text)
        .map(
            bucket ->
                new S3(
                    server,
                    credentials,
                    bucket,
                    table.text("BucketLocation"),
                    table.flag("Insecure").orElse(false),
                    encryption,
                    encryptionKey,
                    table.flag("DualStack").orElse(true),
                    table.flag("PathStyle"),
                    table.flag("Accelerate").orElse(false),
                    table.text("RoleARN"),
                    table.text("UploadRoleARN")));
  }

  /** Empty for those of the pod or machine. */
  private static Optional<S3.Credentials> credentials(Table table, Optional<String> server) {
    Optional<String> id = table.text("AccessKey");
    Optional<SecretText> secret = table.secret("SecretKey");
    Optional<SecretText> session = table.secret("SessionToken");
    boolean complete = server.isPresent() && id.isPresent() && secret.isPresent();
    Login login =
        table
            .choice("AuthenticationType", Map.of("access-key", Login.ACCESS_KEY, "iam", Login.IAM))
            .orElse(complete ? Login.ACCESS_KEY : Login.IAM);
    return switch (login) {
      case ACCESS_KEY -> {
        if (id.isEmpty() || secret.isEmpty()) {
          table.problem(
              "AuthenticationType",
              "access-key needs AccessKey and SecretKey; write both, or \"iam\"");
        }
        yield id.flatMap(i -> secret.map(s -> new S3.Credentials(i, s, session)));
      }
      case IAM -> {
        if (!table.has("AuthenticationType") && id.isPresent() && secret.isPresent()) {
          table.warning(
              "AccessKey",
              "has no effect: without ServerAddress the credentials of the pod or machine are used. Write AuthenticationType = \"access-key\" to use it");
        }
        yield Optional.empty();
      }
    };
  }

  private static String hostAndPort(String text) {
    if (text.contains("/") || text.contains("@") || text.isBlank()) {
      throw new IllegalArgumentException(
          "is no host and port; write HOST or HOST:PORT, without http:// or a path");
    }
    return text;
  }

  private Optional<CacheStoreSettings> gcs(Table table) {
    Optional<Path> file = table.parsed("CredentialsFile", workingDirectory::resolve);
    Optional<String> id = table.text("AccessID");
    Optional<SecretText> key = table.secret("PrivateKey");
    if (id.isPresent() && key.isEmpty()) {
      table.problem("AccessID", "is of no use without PrivateKey; write both or none");
    }
    if (key.isPresent() && id.isEmpty()) {
      table.problem("PrivateKey", "is of no use without AccessID; write both or none");
    }
    return table
        .required("BucketName", "write the bucket's name", text -> text)
        .map(
            bucket ->
                new Gcs(
                    file,
                    id,
                    key,
                    bucket,
                    table.text("UniverseDomain").orElse(Gcs.UNIVERSE_DOMAIN)));
  }

  private static Optional<CacheStoreSettings> azure(Table table) {
    Optional<String> account =
        table.required("AccountName", "write the storage account's name", text -> text);
    Optional<SecretText> key = table.parsed("AccountKey", CacheReader::base64);
    Optional<String> container =
        table.required("ContainerName", "write the blob container's name", text -> text);
    String domain = table.text("StorageDomain").orElse(Azure.STORAGE_DOMAIN);
    return account.flatMap(a -> container.map(c -> new Azure(a, key, c, domain)));
  }

  private static SecretText base64(String text) {
    try {
      if (java.util.Base64.getDecoder().decode(text).length > 0) {
        return new SecretText(text);
      }
    } catch (IllegalArgumentException e) {
      // its message would show a part of the key
      throw new IllegalArgumentException("is not Base64; copy the key as Azure shows it");
    }
    throw new IllegalArgumentException("is empty; copy the key as Azure shows it");
  }
}
