package dev.slipway.app.cache;

import static dev.slipway.app.cache.StoreCase.HOUR;
import static dev.slipway.app.cache.StoreCase.NOON;
import static dev.slipway.app.cache.StoreCase.OBJECT;
import static dev.slipway.app.cache.StoreCase.trouble;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.domain.cache.CacheLink;
import dev.slipway.domain.settings.CacheStoreSettings.Azure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Azure without an account's key: with the manager's own identity. */
class AzureIdentityTest {
  private static final String KEY_PATH = "POST /?restype=service&comp=userdelegationkey";
  private static final String KEY =
      """
      <?xml version="1.0" encoding="utf-8"?><UserDelegationKey><SignedOid>o-1</SignedOid>\
      <SignedTid>t-1</SignedTid><SignedStart>2026-01-02T12:00:00Z</SignedStart>\
      <SignedExpiry>2026-01-08T12:00:00Z</SignedExpiry><SignedService>b</SignedService>\
      <SignedVersion>2020-12-06</SignedVersion><Value>aHVzaA==</Value></UserDelegationKey>""";
  private static final String MACHINE =
      "GET /metadata/identity/oauth2/token?api-version=2018-02-01&resource=https%3A%2F%2Fstorage.azure.com%2F";

  private final StoreHttp http = new StoreHttp();
  private final Map<String, String> environment = new HashMap<>();
  @TempDir Path folder;
  private StoreServer server;

  @BeforeEach
  void open() throws IOException {
    server = new StoreServer().answering(KEY_PATH, KEY);
    environment.put("AZURE_POD_IDENTITY_AUTHORITY_HOST", "http://" + server.address());
    environment.put("AZURE_AUTHORITY_HOST", "http://" + server.address() + "/");
  }

  @AfterEach
  void close() {
    server.close();
    http.close();
  }

  private AzureCacheStore store(InstantSource clock) {
    Azure settings = new Azure("acct", Optional.empty(), "c", "blob.example.net");
    return new AzureCacheStore(
        settings, new AzureLogin(http, environment, clock, "http://" + server.address()), clock);
  }

  private static String token(CacheLink link) {
    assertThat(link).isInstanceOf(CacheLink.InStore.class);
    return ((CacheLink.InStore) link).environment().getOrDefault("AZURE_STORAGE_SAS_TOKEN", "");
  }

  @Test
  @DisplayName("the machine's identity gets a key for days, which signs for each blob")
  void machine() {
    server.answering(MACHINE, "{\"access_token\":\"at\",\"expires_in\":\"3599\"}");
    AzureCacheStore store = store(NOON);
    String up = token(store.forUpload(OBJECT, HOUR));
    assertThat(up)
        .contains("&se=2026-01-02T13%3A00%3A00Z&", "&sp=rw&", "&skoid=o-1&sktid=t-1&")
        .contains("&ske=2026-01-08T12%3A00%3A00Z&sks=b&skv=2020-12-06&sig=")
        .doesNotContain("hush", "aHVzaA");
    assertThat(token(store.forDownload(OBJECT, HOUR))).contains("&sp=r&");
    assertThat(server.asked()).hasSize(2);
    assertThat(server.asked().getFirst().header("Metadata")).isEqualTo("true");
    StoreServer.Asked key = server.asked().getLast();
    assertThat(key.header("Authorization")).isEqualTo("Bearer at");
    assertThat(key.header("X-ms-version")).isEqualTo("2020-12-06");
    assertThat(key.body())
        .contains("<Start>2026-01-02T12:00:00Z</Start><Expiry>2026-01-08T12:00:00Z</Expiry>");
  }

  @Test
  @DisplayName("a key that ends before the job may is replaced")
  void renewed() {
    server.answering(MACHINE, "{\"access_token\":\"at\"}");
    Duration[] passed = {Duration.ZERO};
    AzureCacheStore store = store(() -> NOON.instant().plus(passed[0]));
    token(store.forDownload(OBJECT, HOUR));
    passed[0] = Duration.ofDays(5);
    token(store.forDownload(OBJECT, HOUR));
    assertThat(server.asked()).hasSize(2);
    token(store.forDownload(OBJECT, Duration.ofDays(2)));
    assertThat(server.asked()).hasSize(4);
  }

  @Test
  @DisplayName("a pod's identity shows the token of its service account")
  void pod() throws IOException {
    environment.put(
        "AZURE_FEDERATED_TOKEN_FILE",
        Files.writeString(folder.resolve("token"), "jwt\n").toString());
    environment.put("AZURE_CLIENT_ID", "client");
    environment.put("AZURE_TENANT_ID", "tenant");
    server.answering("POST /tenant/oauth2/v2.0/token", "{\"access_token\":\"pt\"}");
    assertThat(token(store(NOON).forDownload(OBJECT, HOUR))).contains("&skoid=o-1&");
    assertThat(server.asked().getFirst().body())
        .isEqualTo(
            "grant_type=client_credentials&client_id=client&scope=https%3A%2F%2Fstorage.azure.com%2F.default"
                + "&client_assertion_type=urn%3Aietf%3Aparams%3Aoauth%3Aclient-assertion-type%3Ajwt-bearer&client_assertion=jwt");
    assertThat(server.asked().getLast().header("Authorization")).isEqualTo("Bearer pt");
  }

  @Test
  @DisplayName("an identity of several is chosen by its client's id")
  void chosen() {
    environment.put("AZURE_CLIENT_ID", "one");
    server.answering(MACHINE + "&client_id=one", "{\"access_token\":\"at\"}");
    assertThat(token(store(NOON).forDownload(OBJECT, HOUR))).isNotEmpty();
  }

  @Test
  @DisplayName("without an identity, or with an odd answer, the job goes on without its cache")
  void none() throws IOException {
    assertThat(trouble(store(NOON).forDownload(OBJECT, HOUR)))
        .isEqualTo("Azure's managed identity: 127.0.0.1 answers 404");
    server.answering(MACHINE, "{}");
    assertThat(trouble(store(NOON).forDownload(OBJECT, HOUR)))
        .isEqualTo("Azure's managed identity: the answer holds no access_token");
    server.answering(MACHINE, "{\"access_token\":\"at\"}").answering(KEY_PATH, "<x/>");
    assertThat(trouble(store(NOON).forUpload(OBJECT, HOUR)))
        .isEqualTo("Azure's managed identity: the answer holds no SignedOid");
    environment.put("AZURE_FEDERATED_TOKEN_FILE", folder.resolve("absent").toString());
    environment.put("AZURE_CLIENT_ID", "client");
    environment.put("AZURE_TENANT_ID", "tenant");
    assertThat(trouble(store(NOON).forUpload(OBJECT, HOUR)))
        .contains("absent is not readable (NoSuchFileException)");
  }
}
