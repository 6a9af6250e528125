package dev.slipway.domain.settings;

import java.nio.file.Path;
import java.util.Optional;

/** The object store of a runner's caches. */
public sealed interface CacheStoreSettings {

  /**
   * {@code [runners.cache.s3]}.
   *
   * @param serverAddress host and perhaps port; empty for Amazon's own
   * @param credentials empty for those of the manager's pod or machine
   * @param region empty for the one the store names
   * @param insecure whether it is plain HTTP
   * @param pathStyle whether the bucket stands in the path; empty to decide by the address
   * @param roleArn a role to take for each object and direction; empty for none
   * @param uploadRoleArn the same, for uploads only
   */
  record S3(
      Optional<String> serverAddress,
      Optional<Credentials> credentials,
      String bucket,
      Optional<String> region,
      boolean insecure,
      Optional<S3Encryption> encryption,
      Optional<String> encryptionKeyId,
      boolean dualStack,
      Optional<Boolean> pathStyle,
      boolean accelerate,
      Optional<String> roleArn,
      Optional<String> uploadRoleArn)
      implements CacheStoreSettings {

    /** An access key; the session token is empty where there is none. */
    public record Credentials(
        String accessKey, SecretText secretKey, Optional<SecretText> sessionToken) {}
  }

  /** How S3 keeps objects. */
  enum S3Encryption {
    S3("AES256"),
    KMS("aws:kms"),
    DSSE_KMS("aws:kms:dsse");

    private final String word;

    S3Encryption(String word) {
      this.word = word;
    }

    /** Its word in S3's header. */
    public String word() {
      return word;
    }
  }

  /**
   * {@code [runners.cache.gcs]}.
   *
   * @param credentialsFile a service account's JSON file, instead of id and key
   * @param accessId a service account's mail address
   * @param privateKey its PEM
   * @param universeDomain the end of the store's address, such as {@code googleapis.com}
   */
  record Gcs(
      Optional<Path> credentialsFile,
      Optional<String> accessId,
      Optional<SecretText> privateKey,
      String bucket,
      String universeDomain)
      implements CacheStoreSettings {
    public static final String UNIVERSE_DOMAIN = "googleapis.com";
  }

  /**
   * {@code [runners.cache.azure]}.
   *
   * @param accountKey absent where the manager's managed identity is used
   */
  record Azure(
      String accountName, Optional<SecretText> accountKey, String container, String storageDomain)
      implements CacheStoreSettings {
    public static final String STORAGE_DOMAIN = "blob.core.windows.net";
  }
}
