package dev.slipway.app.cache;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;

/** Small requests for credentials and places; each is bounded in size and time. */
final class StoreHttp implements AutoCloseable {
  private static final Duration CONNECT_LIMIT = Duration.ofSeconds(5);
  private static final Duration REQUEST_LIMIT = Duration.ofSeconds(15);
  private static final int BODY_BYTES_MAX = 1 << 20;

  private final HttpClient client =
      HttpClient.newBuilder()
          .connectTimeout(CONNECT_LIMIT)
          .version(HttpClient.Version.HTTP_1_1)
          .build();

  /** A status and the beginning of a body. */
  record Reply(int status, String body) {
    boolean isSuccess() {
      return status / 100 == 2;
    }
  }

  /**
   * Sends one request.
   *
   * @param doing begins the message of a failure
   * @param body sent where it is not empty
   */
  Reply send(String doing, String method, URI url, Map<String, String> headers, String body)
      throws CacheTroubleException, InterruptedException {
    try {
      HttpRequest.Builder request =
          HttpRequest.newBuilder(url)
              .timeout(REQUEST_LIMIT)
              .method(
                  method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
      headers.forEach(request::header);
      HttpResponse<InputStream> answer = client.send(request.build(), BodyHandlers.ofInputStream());
      try (InputStream in = answer.body()) {
        return new Reply(
            answer.statusCode(), new String(in.readNBytes(BODY_BYTES_MAX), StandardCharsets.UTF_8));
      }
    } catch (IOException | IllegalArgumentException e) {
      // only the kind: a message may hold the address, and so what is signed in it
      throw new CacheTroubleException(
          "%s: %s does not answer (%s)"
              .formatted(doing, url.getHost(), e.getClass().getSimpleName()));
    }
  }

  /** The body of a successful answer. */
  String fetch(String doing, String method, URI url, Map<String, String> headers, String body)
      throws CacheTroubleException, InterruptedException {
    Reply reply = send(doing, method, url, headers, body);
    if (!reply.isSuccess()) {
      throw new CacheTroubleException(
          "%s: %s answers %d%s".formatted(doing, url.getHost(), reply.status(), reason(reply)));
    }
    return reply.body();
  }

  private static String reason(Reply reply) {
    String code = XmlText.of("Code", reply.body()).orElse("");
    String message = XmlText.of("Message", reply.body()).orElse("");
    return code.isEmpty() ? "" : " %s: %s".formatted(code, message);
  }

  @Override
  public void close() {
    client.close();
  }
}
