package dev.slipway.app.cache;

import static dev.slipway.app.cache.StoreCase.HOUR;
import static dev.slipway.app.cache.StoreCase.NOON;
import static dev.slipway.app.cache.StoreCase.OBJECT;
import static dev.slipway.app.cache.StoreCase.presigned;
import static dev.slipway.app.cache.StoreCase.store;
import static dev.slipway.app.cache.StoreCase.trouble;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.slipway.domain.cache.CacheLink;
import dev.slipway.domain.settings.CacheSettings;
import dev.slipway.domain.settings.CacheStoreSettings.Azure;
import dev.slipway.domain.settings.CacheStoreSettings.Gcs;
import dev.slipway.domain.settings.SecretText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CacheStoresTest {
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

  private Path keyFile() throws IOException, GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(2048);
    String body =
        Base64.getEncoder().encodeToString(generator.generateKeyPair().getPrivate().getEncoded());
    return Files.writeString(
        folder.resolve("gcs.json"),
        "{\"type\":\"service_account\",\"client_email\":\"a@example.com\",\"private_key\":\"-----BEGIN PRIVATE KEY-----\\n%s\\n-----END PRIVATE KEY-----\\n\"}"
            .formatted(body));
  }

  @Test
  @DisplayName("GCS: a key file; an upload says how large it may be")
  void gcs() throws IOException, GeneralSecurityException {
    Gcs settings =
        new Gcs(Optional.of(keyFile()), Optional.empty(), Optional.empty(), "b", "googleapis.com");
    var link = presigned(store(settings, 1000, Map.of()).forUpload(OBJECT, HOUR));
    assertThat(link.url())
        .startsWith("https://storage.googleapis.com/b/project/7/a%20b?")
        .contains("X-Goog-Credential=a%40example.com%2F20260102%2Fauto%2F")
        .contains(
            "X-Goog-SignedHeaders=content-type%3Bhost%3Bx-goog-content-length-range%3Bx-goog-meta-cachekey")
        .contains("&X-Goog-Signature=");
    assertThat(link.headers())
        .containsOnly(
            entry("Content-Type", "application/octet-stream"),
            entry("x-goog-content-length-range", "0,1000"),
            entry("x-goog-meta-cachekey", "a b"));
    var fromEnvironment =
        new Gcs(Optional.empty(), Optional.empty(), Optional.empty(), "b", "example.org");
    assertThat(
            presigned(
                    store(
                            fromEnvironment,
                            0,
                            Map.of(
                                "GOOGLE_APPLICATION_CREDENTIALS",
                                folder.resolve("gcs.json").toString()))
                        .forDownload(OBJECT, HOUR))
                .url())
        .startsWith("https://storage.example.org/b/");
  }

  @Test
  @DisplayName("GCS: a file or a key that is none is told without its content")
  void gcsTrouble() {
    var settings =
        new Gcs(
            Optional.of(folder.resolve("absent")),
            Optional.empty(),
            Optional.empty(),
            "b",
            "googleapis.com");
    assertThat(trouble(store(settings).forDownload(OBJECT, HOUR)))
        .contains("absent is not readable (NoSuchFileException)");
    var bad =
        new Gcs(
            Optional.empty(),
            Optional.of("a@x"),
            Optional.of(new SecretText("hush")),
            "b",
            "googleapis.com");
    assertThat(trouble(store(bad).forUpload(OBJECT, HOUR)))
        .contains("no PEM of PKCS #8")
        .doesNotContain("hush");
  }

  @Test
  @DisplayName("GCS: the machine's service account, for which Google signs")
  void gcsMachine() throws Exception {
    String base = "/computeMetadata/v1/instance/service-accounts/default/";
    server
        .answering("GET " + base + "email", "m@example.com\n")
        .answering("GET " + base + "token", "{\"access_token\":\"at\",\"expires_in\":3599}")
        .answering(
            "POST /v1/projects/-/serviceAccounts/m%40example.com:signBlob",
            "{\"keyId\":\"k\",\"signedBlob\":\"AQID\"}");
    String here = "http://" + server.address();
    try (StoreHttp http = new StoreHttp()) {
      GcsMachineSigner signer = new GcsMachineSigner(http, here, here);
      assertThat(signer.account()).isEqualTo("m@example.com");
      assertThat(signer.sign("text")).containsExactly(1, 2, 3);
    }
    assertThat(server.asked().getFirst().header("Metadata-flavor")).isEqualTo("Google");
    assertThat(server.asked().getLast().header("Authorization")).isEqualTo("Bearer at");
    assertThat(server.asked().getLast().body()).isEqualTo("{\"payload\":\"dGV4dA==\"}");
  }

  @Test
  @DisplayName(
      "Azure: the blob's name, and a signature in variables; an upload may also ask for it")
  void azure() {
    var settings = new Azure("acct", Optional.of(new SecretText("a2V5")), "c", "blob.example.net");
    var link = (CacheLink.InStore) store(settings).forUpload(OBJECT, HOUR);
    assertThat(link.url()).isEqualTo("azblob://c/project/7/a%20b");
    assertThat(link.environment())
        .containsEntry("AZURE_STORAGE_ACCOUNT", "acct")
        .containsEntry("AZURE_STORAGE_DOMAIN", "blob.example.net")
        .hasEntrySatisfying(
            "AZURE_STORAGE_SAS_TOKEN",
            token -> assertThat(token).contains("&sp=rw&").contains("se=2026-01-02T13%3A00%3A00Z"));
    var down = (CacheLink.InStore) store(settings).forDownload(OBJECT, HOUR);
    assertThat(down.environment().get("AZURE_STORAGE_SAS_TOKEN")).contains("&sp=r&");
    assertThat(link.toString()).doesNotContain("sig=");
  }

  @Test
  @DisplayName("no store: caches stay in the pod")
  void none() {
    try (CacheStores stores = new CacheStores(Map.of(), NOON)) {
      assertThat(stores.of(CacheSettings.DEFAULTS).forUpload(OBJECT, HOUR))
          .isInstanceOf(CacheLink.Nowhere.class);
    }
  }
}
