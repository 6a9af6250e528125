package dev.slipway.acceptance.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.app.cache.CacheStores;
import dev.slipway.domain.cache.CacheLink;
import dev.slipway.domain.cache.CacheObject;
import dev.slipway.domain.settings.CacheSettings;
import dev.slipway.domain.settings.CacheStoreSettings.S3;
import dev.slipway.domain.settings.SecretText;
import dev.slipway.ports.cache.CacheStore;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class S3ServerTest {
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final Duration VALIDITY = Duration.ofMinutes(10);

  private final String folder = UUID.randomUUID().toString();

  @AfterAll
  static void close() {
    HTTP.close();
  }

  private static CacheStore store(String secret, InstantSource clock) {
    S3 settings =
        new S3(
            Optional.of("127.0.0.1:" + ObjectStore.get().port()),
            Optional.of(
                new S3.Credentials(
                    ObjectStore.ACCESS_KEY, new SecretText(secret), Optional.empty())),
            ObjectStore.BUCKET,
            Optional.empty(),
            true,
            Optional.empty(),
            Optional.empty(),
            true,
            Optional.empty(),
            false,
            Optional.empty(),
            Optional.empty());
    return new CacheStores(Map.of(), clock)
        .of(new CacheSettings(Optional.of(settings), "", false, 0));
  }

  private static HttpResponse<String> send(
      String method, String url, Map<String, String> headers, String body)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(url))
            .method(
                method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    headers.forEach(request::header);
    return HTTP.send(request.build(), BodyHandlers.ofString());
  }

  private static CacheLink.Presigned presigned(CacheLink link) {
    assertThat(link).isInstanceOf(CacheLink.Presigned.class);
    return (CacheLink.Presigned) link;
  }

  @Test
  @DisplayName("puts, asks for and gets an object by signed addresses, whatever its name")
  void thereAndBack() throws Exception {
    CacheStore store = store(ObjectStore.SECRET_KEY, InstantSource.system());
    CacheObject object = new CacheObject(folder + "/a b+c/ключ=1&2", "a key");
    var up = presigned(store.forUpload(object, VALIDITY));
    assertThat(send("HEAD", up.headUrl(), Map.of(), "").statusCode()).isEqualTo(404);
    assertThat(send("PUT", up.url(), up.headers(), "content").statusCode()).isEqualTo(200);
    var down = presigned(store.forDownload(object, VALIDITY));
    HttpResponse<String> got = send("GET", down.url(), Map.of(), "");
    assertThat(got.body()).isEqualTo("content");
    assertThat(got.headers().firstValue("x-amz-meta-cachekey")).contains("a key");
    assertThat(send("HEAD", down.headUrl(), Map.of(), "").statusCode()).isEqualTo(200);
    assertThat(ObjectStore.get().objects(folder)).containsExactly(object.name());
  }

  @Test
  @DisplayName(
      "refuses an address for another method, another object, another header or a time that is over")
  void onlyForThat() throws Exception {
    CacheStore store = store(ObjectStore.SECRET_KEY, InstantSource.system());
    CacheObject object = new CacheObject(folder + "/one", "one");
    var up = presigned(store.forUpload(object, VALIDITY));
    assertThat(send("PUT", up.url(), up.headers(), "content").statusCode()).isEqualTo(200);
    var down = presigned(store.forDownload(object, VALIDITY));
    assertThat(send("PUT", down.url(), Map.of(), "other").statusCode()).isEqualTo(403);
    assertThat(send("GET", down.url().replace("/one?", "/two?"), Map.of(), "").statusCode())
        .isEqualTo(403);
    assertThat(send("PUT", up.url(), Map.of("x-amz-meta-cachekey", "two"), "other").statusCode())
        .isEqualTo(403);
    InstantSource earlier = () -> Instant.now().minus(VALIDITY.multipliedBy(2));
    var late = presigned(store(ObjectStore.SECRET_KEY, earlier).forDownload(object, VALIDITY));
    assertThat(send("GET", late.url(), Map.of(), "").statusCode()).isEqualTo(403);
    var wrong =
        presigned(store("another word", InstantSource.system()).forDownload(object, VALIDITY));
    assertThat(send("GET", wrong.url(), Map.of(), "").statusCode()).isEqualTo(403);
  }
}
