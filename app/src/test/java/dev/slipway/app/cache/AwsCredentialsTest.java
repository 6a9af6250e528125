package dev.slipway.app.cache;

import static dev.slipway.app.cache.StoreCase.HOUR;
import static dev.slipway.app.cache.StoreCase.KEY;
import static dev.slipway.app.cache.StoreCase.OBJECT;
import static dev.slipway.app.cache.StoreCase.presigned;
import static dev.slipway.app.cache.StoreCase.s3;
import static dev.slipway.app.cache.StoreCase.store;
import static dev.slipway.app.cache.StoreCase.trouble;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.domain.cache.CacheObject;
import dev.slipway.domain.settings.CacheStoreSettings.S3;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AwsCredentialsTest {
  private static final String ROLE = "arn:aws:iam::1:role/r";
  private static final String KEY_XML =
      "<Credentials><AccessKeyId>ROLE-ID</AccessKeyId><SecretAccessKey>role-secret</SecretAccessKey>"
          + "<SessionToken>role+token</SessionToken><Expiration>2026-01-02T13:00:00Z</Expiration></Credentials>";

  @TempDir Path folder;
  private StoreServer server;

  @BeforeEach
  void open() throws IOException {
    server = new StoreServer();
  }

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  @DisplayName("S3: the manager's own credentials: environment")
  void environment() {
    var environment = Map.of("AWS_ACCESS_KEY_ID", "ENV-ID", "AWS_SECRET_ACCESS_KEY", "x");
    var link =
        store(s3(Optional.empty(), Optional.empty(), "b"), 0, environment)
            .forDownload(OBJECT, HOUR);
    assertThat(presigned(link).url()).contains("X-Amz-Credential=ENV-ID%2F20260102%2Feu-west-3%2F");
  }

  @Test
  @DisplayName("S3: the manager's own credentials: the token of its service account, asked once")
  void webIdentity() throws IOException {
    server.answering("POST /", KEY_XML);
    Path token = Files.writeString(folder.resolve("token"), "jwt.of.the.account\n");
    var environment =
        Map.of(
            "AWS_WEB_IDENTITY_TOKEN_FILE",
            token.toString(),
            "AWS_ROLE_ARN",
            ROLE,
            "AWS_ENDPOINT_URL_STS",
            "http://" + server.address() + "/");
    var store = store(s3(Optional.empty(), Optional.empty(), "b"), 0, environment);
    assertThat(presigned(store.forDownload(OBJECT, HOUR)).url())
        .contains("X-Amz-Credential=ROLE-ID%2F")
        .contains("X-Amz-Security-Token=role%2Btoken");
    assertThat(presigned(store.forUpload(OBJECT, HOUR)).url()).contains("=ROLE-ID%2F");
    assertThat(server.asked()).hasSize(1);
    assertThat(server.asked().getFirst().body())
        .contains("Action=AssumeRoleWithWebIdentity")
        .contains("WebIdentityToken=jwt.of.the.account");
  }

  @Test
  @DisplayName("S3: the manager's own credentials: the container's endpoint")
  void container() {
    server.answering(
        "GET /creds",
        "{\"AccessKeyId\":\"C-ID\",\"SecretAccessKey\":\"s\",\"Token\":\"t\",\"Expiration\":\"2026-01-02T13:00:00Z\"}");
    var environment =
        Map.of(
            "AWS_CONTAINER_CREDENTIALS_FULL_URI",
            "http://" + server.address() + "/creds",
            "AWS_CONTAINER_AUTHORIZATION_TOKEN",
            "let me in");
    var link =
        store(s3(Optional.empty(), Optional.empty(), "b"), 0, environment)
            .forDownload(OBJECT, HOUR);
    assertThat(presigned(link).url()).contains("X-Amz-Credential=C-ID%2F");
    assertThat(server.asked().getFirst().header("Authorization")).isEqualTo("let me in");
  }

  @Test
  @DisplayName(
      "S3: the manager's own credentials: the machine, and a key that ends soon is renewed")
  void machine() {
    String path = "/latest/meta-data/iam/security-credentials/";
    server
        .answering("PUT /latest/api/token", "session")
        .answering("GET " + path, "a-role\n")
        .answering(
            "GET " + path + "a-role",
            "{\"AccessKeyId\":\"M-ID\",\"SecretAccessKey\":\"s\",\"Token\":\"t\",\"Expiration\":\"2026-01-02T12:04:00Z\"}");
    var store =
        store(
            s3(Optional.empty(), Optional.empty(), "b"),
            0,
            Map.of("AWS_EC2_METADATA_SERVICE_ENDPOINT", "http://" + server.address()));
    assertThat(presigned(store.forDownload(OBJECT, HOUR)).url()).contains("=M-ID%2F");
    assertThat(server.asked().get(2).header("X-aws-ec2-metadata-token")).isEqualTo("session");
    assertThat(presigned(store.forDownload(OBJECT, HOUR)).url()).contains("=M-ID%2F");
    assertThat(server.asked()).hasSize(6);
  }

  @Test
  @DisplayName("S3: no credentials at all is told, and what to do")
  void nothing() {
    var store =
        store(
            s3(Optional.empty(), Optional.empty(), "b"),
            0,
            Map.of("AWS_EC2_METADATA_DISABLED", "true"));
    assertThat(trouble(store.forDownload(OBJECT, HOUR))).contains("set AWS_ACCESS_KEY_ID");
    assertThat(trouble(store.forUpload(OBJECT, HOUR))).contains("AccessKey and SecretKey");
  }

  @Test
  @DisplayName("S3: a role gets permission for one object in one direction")
  void role() {
    server.answering("POST /", KEY_XML);
    S3 s = s3(Optional.of("minio:9000"), Optional.of(KEY), "b");
    S3 settings =
        new S3(
            s.serverAddress(),
            s.credentials(),
            s.bucket(),
            s.region(),
            false,
            Optional.empty(),
            Optional.empty(),
            true,
            Optional.empty(),
            false,
            Optional.of(ROLE),
            Optional.empty());
    var store =
        store(settings, 0, Map.of("AWS_ENDPOINT_URL_STS", "http://" + server.address() + "/"));
    assertThat(presigned(store.forDownload(new CacheObject("project/7/k*", "k"), HOUR)).url())
        .contains("=ROLE-ID%2F");
    String asked = URLDecoder.decode(server.asked().getFirst().body(), StandardCharsets.UTF_8);
    assertThat(asked)
        .contains("RoleArn=" + ROLE)
        .contains("\"Action\":[\"s3:GetObject\"],\"Resource\":\"arn:aws:s3:::b/project/7/k${*}\"");
    assertThat(server.asked().getFirst().header("Authorization"))
        .startsWith("AWS4-HMAC-SHA256 Credential=ID/20260102/eu-west-3/sts/aws4_request");
    assertThat(presigned(store.forUpload(OBJECT, HOUR)).url()).contains("=ROLE-ID%2F");
    assertThat(URLDecoder.decode(server.asked().get(1).body(), StandardCharsets.UTF_8))
        .contains("s3:PutObject");
  }
}
