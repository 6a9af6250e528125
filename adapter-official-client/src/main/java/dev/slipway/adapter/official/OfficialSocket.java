package dev.slipway.adapter.official;

import dev.slipway.ports.cluster.stream.StreamDialer.DialAnswer;
import dev.slipway.ports.cluster.stream.StreamDialer.FrameReceiver;
import dev.slipway.ports.cluster.stream.StreamDialer.StreamSocket;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import okhttp3.Response;
import okhttp3.ResponseBody;
import okhttp3.WebSocket;
import okhttp3.WebSocketListener;
import okio.ByteString;
import org.jspecify.annotations.Nullable;

/**
 * One WebSocket. What arrives is handed over on its reading thread, a virtual one: while the
 * receiver blocks, nothing more is read from the connection.
 */
final class OfficialSocket extends WebSocketListener implements StreamSocket {
  private static final long QUEUED_BYTES_MAX = 256 * 1024;
  private static final long PAUSE_NANOS_MIN = 20_000;
  private static final long PAUSE_NANOS_MAX = 2_000_000;
  private static final int CLOSE_NORMAL = 1000;

  private final FrameReceiver receiver;
  private final CompletableFuture<DialAnswer> answer = new CompletableFuture<>();
  private volatile @Nullable WebSocket webSocket;
  private volatile boolean closed;

  OfficialSocket(FrameReceiver receiver) {
    this.receiver = receiver;
  }

  /** Completes with the answer to the upgrade. */
  CompletableFuture<DialAnswer> answer() {
    return answer;
  }

  void opening(WebSocket opening) {
    webSocket = opening;
  }

  @Override
  public void onOpen(WebSocket opened, Response response) {
    webSocket = opened;
    String chosen = response.header("Sec-WebSocket-Protocol", "");
    answer.complete(new DialAnswer.Open(this, chosen == null ? "" : chosen));
  }

  @Override
  public void onMessage(WebSocket from, ByteString bytes) {
    if (!closed) {
      receiver.frame(bytes.toByteArray());
    }
  }

  @Override
  public void onClosing(WebSocket from, int code, String reason) {
    from.close(CLOSE_NORMAL, null);
    over("the server closed the stream (%d %s)".formatted(code, reason));
  }

  @Override
  public void onFailure(WebSocket from, Throwable failure, @Nullable Response response) {
    boolean neverOpen =
        answer.complete(
            response == null
                ? new DialAnswer.Failed(OfficialCalls.reason(failure))
                : new DialAnswer.Refused(response.code(), body(response)));
    if (neverOpen) {
      closed = true;
      return;
    }
    over("the connection broke: " + OfficialCalls.reason(failure));
  }

  private static String body(Response response) {
    try (ResponseBody body = response.body()) {
      return body.string();
    } catch (IOException e) {
      return "";
    }
  }

  private void over(String how) {
    closed = true;
    receiver.ended(how);
  }

  /** Waits while much is queued: the library closes the stream when 16 MiB wait. */
  @Override
  public boolean send(byte[] frame) {
    WebSocket socket = webSocket;
    if (socket == null || closed || !socket.send(ByteString.of(frame))) {
      return false;
    }
    long pause = PAUSE_NANOS_MIN;
    while (socket.queueSize() > QUEUED_BYTES_MAX) {
      if (closed || Thread.currentThread().isInterrupted()) {
        return false;
      }
      LockSupport.parkNanos(pause);
      pause = Math.min(pause * 2, PAUSE_NANOS_MAX);
    }
    return true;
  }

  /** The library answers the server's close frame, or gives up after a minute. */
  @Override
  public void settle() {
    close();
  }

  @Override
  public void close() {
    closed = true;
    WebSocket socket = webSocket;
    if (socket != null && !socket.close(CLOSE_NORMAL, null)) {
      socket.cancel();
    }
  }

  /** Gives up before the upgrade was answered. */
  void abandon() {
    closed = true;
    WebSocket socket = webSocket;
    if (socket != null) {
      socket.cancel();
    }
  }
}
