package dev.slipway.app.cache;

import static dev.slipway.app.cache.StoreCase.HOUR;
import static dev.slipway.app.cache.StoreCase.KEY;
import static dev.slipway.app.cache.StoreCase.OBJECT;
import static dev.slipway.app.cache.StoreCase.presigned;
import static dev.slipway.app.cache.StoreCase.s3;
import static dev.slipway.app.cache.StoreCase.store;
import static dev.slipway.app.cache.StoreCase.trouble;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.slipway.domain.cache.CacheLink;
import dev.slipway.domain.cache.CacheObject;
import dev.slipway.domain.settings.CacheStoreSettings.S3;
import dev.slipway.domain.settings.CacheStoreSettings.S3Encryption;
import dev.slipway.domain.settings.SecretText;
import dev.slipway.ports.cache.CacheStore;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class S3CacheStoreTest {
  private StoreServer server;

  @BeforeEach
  void open() throws IOException {
    server = new StoreServer();
  }

  @AfterEach
  void close() {
    server.close();
  }

  private static S3 with(
      S3 s, boolean insecure, boolean dualStack, Optional<Boolean> pathStyle, boolean accelerate) {
    return new S3(
        s.serverAddress(),
        s.credentials(),
        s.bucket(),
        s.region(),
        insecure,
        s.encryption(),
        s.encryptionKeyId(),
        dualStack,
        pathStyle,
        accelerate,
        s.roleArn(),
        s.uploadRoleArn());
  }

  @ParameterizedTest(name = "{0} {1} {2} {3} {4} {5}")
  @DisplayName("S3: where a bucket is")
  @CsvSource({
    "minio:9000, b, false, true, , false, https://minio:9000/b/project/7/a%20b?",
    "minio:443, b, false, true, , false, https://minio/b/project/7/a%20b?",
    "minio:80, b, true, true, , false, http://minio/b/project/7/a%20b?",
    "minio:9000, b, true, true, false, false, http://b.minio:9000/project/7/a%20b?",
    ", b, false, true, , false, https://b.s3.dualstack.eu-west-3.amazonaws.com/project/7/a%20b?",
    "s3.amazonaws.com, b, false, false, , false, https://b.s3.eu-west-3.amazonaws.com/project/7/a%20b?",
    ", b.c, false, true, , false, https://s3.dualstack.eu-west-3.amazonaws.com/b.c/project/7/a%20b?",
    ", b, false, true, true, false, https://s3.dualstack.eu-west-3.amazonaws.com/b/project/7/a%20b?",
    ", b, false, true, , true, https://b.s3-accelerate.dualstack.amazonaws.com/project/7/a%20b?",
    ", b, false, false, , true, https://b.s3-accelerate.amazonaws.com/project/7/a%20b?",
    "storage.googleapis.com, b, false, true, , false, https://b.storage.googleapis.com/project/7/a%20b?"
  })
  void address(
      String address,
      String bucket,
      boolean insecure,
      boolean dualStack,
      Boolean pathStyle,
      boolean accelerate,
      String expected) {
    S3 settings = s3(Optional.ofNullable(address), Optional.of(KEY), bucket);
    var link =
        store(with(settings, insecure, dualStack, Optional.ofNullable(pathStyle), accelerate))
            .forDownload(OBJECT, HOUR);
    assertThat(presigned(link).url()).startsWith(expected).contains("X-Amz-Expires=3600");
    assertThat(presigned(link).headUrl()).startsWith(expected).isNotEqualTo(presigned(link).url());
    assertThat(presigned(link).headers()).isEmpty();
  }

  @Test
  @DisplayName("S3: an upload is signed with its headers; the secret is nowhere")
  void upload() {
    S3 s = s3(Optional.of("minio:9000"), Optional.of(KEY), "b");
    S3 encrypted =
        new S3(
            s.serverAddress(),
            s.credentials(),
            s.bucket(),
            s.region(),
            false,
            Optional.of(S3Encryption.KMS),
            Optional.of("key-1"),
            true,
            Optional.empty(),
            false,
            Optional.empty(),
            Optional.empty());
    var link = presigned(store(encrypted).forUpload(OBJECT, HOUR));
    assertThat(link.headers())
        .containsOnly(
            entry("x-amz-meta-cachekey", "a b"),
            entry("x-amz-server-side-encryption", "aws:kms"),
            entry("x-amz-server-side-encryption-aws-kms-key-id", "key-1"));
    assertThat(link.url())
        .contains(
            "X-Amz-SignedHeaders=host%3Bx-amz-meta-cachekey%3Bx-amz-server-side-encryption%3Bx-amz-server-side-encryption-aws-kms-key-id");
    assertThat(link.url() + link.headUrl()).doesNotContain("very-secret");
    var odd = new CacheObject("project/7/x", "ключ");
    assertThat(presigned(store(s).forUpload(odd, HOUR)).headers()).isEmpty();
  }

  @Test
  @DisplayName("S3: no permission is asked for longer than a week")
  void week() {
    var link =
        store(s3(Optional.of("minio"), Optional.of(KEY), "b"))
            .forDownload(OBJECT, Duration.ofDays(30));
    assertThat(presigned(link).url()).contains("X-Amz-Expires=604800");
  }

  @Test
  @DisplayName("S3: a session token is part of the address")
  void session() {
    var key = new S3.Credentials("ID", new SecretText("s"), Optional.of(new SecretText("t/1")));
    assertThat(
            presigned(
                    store(s3(Optional.of("minio"), Optional.of(key), "b"))
                        .forDownload(OBJECT, HOUR))
                .url())
        .contains("X-Amz-Security-Token=t%2F1");
  }

  @Test
  @DisplayName(
      "S3: the region is asked of the bucket, once; a store that does not know has the usual one")
  void region() {
    server.answering("GET /b/?location", "<LocationConstraint>ap-south-1</LocationConstraint>");
    assertThat(regionless("b").url()).contains("%2Fap-south-1%2Fs3%2F");
    assertThat(server.asked().getFirst().headers()).containsKey("Authorization");
    assertThat(regionless("unknown").url()).contains("%2Fus-east-1%2Fs3%2F");
  }

  private CacheLink.Presigned regionless(String bucket) {
    S3 settings =
        new S3(
            Optional.of(server.address()),
            Optional.of(KEY),
            bucket,
            Optional.empty(),
            true,
            Optional.empty(),
            Optional.empty(),
            true,
            Optional.empty(),
            false,
            Optional.empty(),
            Optional.empty());
    CacheStore store = store(settings);
    presigned(store.forDownload(OBJECT, HOUR));
    int before = server.asked().size();
    var link = presigned(store.forUpload(OBJECT, HOUR));
    assertThat(server.asked()).hasSize(before);
    return link;
  }

  @Test
  @DisplayName("S3: a store that is away is trouble, not an exception, and shows no secret")
  void away() {
    String address = server.address();
    server.close();
    S3 settings =
        new S3(
            Optional.of(address),
            Optional.of(KEY),
            "b",
            Optional.empty(),
            true,
            Optional.empty(),
            Optional.empty(),
            true,
            Optional.empty(),
            false,
            Optional.empty(),
            Optional.empty());
    assertThat(trouble(store(settings).forDownload(OBJECT, HOUR)))
        .isEqualTo("the bucket's region: 127.0.0.1 does not answer (ConnectException)");
  }
}
