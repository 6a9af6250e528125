package dev.slipway.adapter.fabric8;

import dev.slipway.ports.cluster.NoAnswer;
import dev.slipway.ports.cluster.stream.StreamDialer;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.fabric8.kubernetes.client.http.WebSocket;
import io.fabric8.kubernetes.client.http.WebSocketHandshakeException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** WebSockets over fabric8's JDK transport. */
final class Fabric8Streams implements StreamDialer {
  private static final long DIAL_SECONDS_MAX = 15;

  private final Fabric8Calls calls;

  Fabric8Streams(Fabric8Calls calls) {
    this.calls = calls;
  }

  /**
   * Offers the subprotocols one after another: the transport takes a single one. A server that
   * knows none of them refuses the upgrade as a whole.
   */
  @Override
  public DialAnswer dial(String pathAndQuery, List<String> subprotocols, FrameReceiver receiver)
      throws InterruptedException {
    DialAnswer answer = new DialAnswer.Failed("no subprotocol was offered");
    for (String subprotocol : subprotocols) {
      answer = dialOne(pathAndQuery, subprotocol, receiver);
      boolean unknownSubprotocol =
          answer instanceof DialAnswer.Refused(int status, String body)
              && (status == 400 || status == 403)
              && !body.contains("\"Status\"");
      if (!unknownSubprotocol) {
        return answer;
      }
    }
    return answer;
  }

  private DialAnswer dialOne(String pathAndQuery, String subprotocol, FrameReceiver receiver)
      throws InterruptedException {
    Fabric8Socket socket = new Fabric8Socket(receiver);
    CompletableFuture<WebSocket> opening =
        calls
            .client()
            .getHttpClient()
            .newWebSocketBuilder()
            .subprotocol(subprotocol)
            .uri(calls.uri(pathAndQuery))
            .connectTimeout(DIAL_SECONDS_MAX, TimeUnit.SECONDS)
            .buildAsync(socket);
    try {
      opening.get(DIAL_SECONDS_MAX, TimeUnit.SECONDS);
      return new DialAnswer.Open(socket, subprotocol);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof WebSocketHandshakeException refused
          && refused.getResponse() != null) {
        int status = refused.getResponse().code();
        return new DialAnswer.Refused(status, bodyOfRefusal(pathAndQuery, status));
      }
      return new DialAnswer.Failed(NoAnswer.text(e));
    } catch (TimeoutException e) {
      return new DialAnswer.Failed("no answer to the upgrade within " + DIAL_SECONDS_MAX + " s");
    } finally {
      if (!opening.isDone() || opening.isCompletedExceptionally()) {
        socket.close();
      }
    }
  }

  /**
   * The transport drops the body of a refused upgrade. The same request without the upgrade is
   * refused for the same reason, before anything is started, and its body can be read.
   */
  private String bodyOfRefusal(String pathAndQuery, int status) throws InterruptedException {
    HttpRequest request =
        calls
            .client()
            .getHttpClient()
            .newHttpRequestBuilder()
            .uri(calls.uri(pathAndQuery))
            .timeout(DIAL_SECONDS_MAX, TimeUnit.SECONDS)
            .build();
    try {
      HttpResponse<byte[]> response =
          calls
              .client()
              .getHttpClient()
              .sendAsync(request, byte[].class)
              .get(DIAL_SECONDS_MAX, TimeUnit.SECONDS);
      String body = new String(response.body(), StandardCharsets.UTF_8);
      boolean other = response.code() != status || body.contains("Upgrade request required");
      return other ? "" : body;
    } catch (ExecutionException | TimeoutException e) {
      return "";
    }
  }
}
