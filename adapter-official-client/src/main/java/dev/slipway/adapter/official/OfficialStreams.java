package dev.slipway.adapter.official;

import dev.slipway.ports.cluster.stream.StreamDialer;
import io.kubernetes.client.openapi.ApiClient;
import io.kubernetes.client.openapi.ApiException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import okhttp3.Request;

/** WebSockets over the library's OkHttp client. */
final class OfficialStreams implements StreamDialer {
  private static final long DIAL_SECONDS_MAX = 15;

  private final ApiClient client;

  OfficialStreams(ApiClient client) {
    this.client = client;
  }

  @Override
  public DialAnswer dial(String pathAndQuery, List<String> subprotocols, FrameReceiver receiver)
      throws InterruptedException {
    OfficialSocket socket = new OfficialSocket(receiver);
    try {
      Request request = request(pathAndQuery, subprotocols);
      socket.opening(client.getHttpClient().newWebSocket(request, socket));
      return socket.answer().get(DIAL_SECONDS_MAX, TimeUnit.SECONDS);
    } catch (ApiException | ExecutionException e) {
      return new DialAnswer.Failed(OfficialCalls.reason(e));
    } catch (TimeoutException e) {
      socket.abandon();
      return new DialAnswer.Failed("no answer to the upgrade within " + DIAL_SECONDS_MAX + " s");
    } catch (InterruptedException e) {
      socket.abandon();
      throw e;
    }
  }

  /** The library's request, with its credentials, for an address that is already encoded. */
  private Request request(String pathAndQuery, List<String> subprotocols) throws ApiException {
    return client.buildRequest(
        client.getBasePath(),
        pathAndQuery,
        "GET",
        List.of(),
        List.of(),
        null,
        new java.util.HashMap<>(Map.of("Sec-WebSocket-Protocol", String.join(", ", subprotocols))),
        new java.util.HashMap<>(),
        new java.util.HashMap<>(),
        new String[] {"BearerToken"},
        null);
  }
}
