package dev.slipway.adapter.fabric8;

import dev.slipway.ports.cluster.NoAnswer;
import dev.slipway.ports.cluster.stream.StreamDialer.FrameReceiver;
import dev.slipway.ports.cluster.stream.StreamDialer.StreamSocket;
import io.fabric8.kubernetes.client.http.WebSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * One WebSocket. What arrives is handed over on a virtual thread of its own; while the receiver is
 * busy with one message and another waits, the transport's reading thread waits too, so that memory
 * stays bounded.
 *
 * <p>The next message is asked for within the callback of the last one, never later from another
 * thread: the JDK's WebSocket reads on without being asked, and an end of the connection that it
 * finds while no message is asked for is lost for good, without any callback. What remains is the
 * moment between this callback's return and the JDK's own next step; so a connection on which
 * nothing has arrived for a while is written to: an empty frame for standard input, which servers
 * pass over. A connection whose other side has gone cannot take two of them, and its end is told.
 */
final class Fabric8Socket implements StreamSocket, WebSocket.Listener {
  private static final long PAUSE_NANOS_MIN = 20_000;
  private static final long PAUSE_NANOS_MAX = 2_000_000;
  private static final Duration SETTLE_LIMIT = Duration.ofSeconds(10);
  private static final Duration SILENCE_BEFORE_PROBE = Duration.ofSeconds(10);
  private static final byte[] PROBE = {0};
  private static final int CLOSE_NORMAL = 1000;
  private static final int FRAMES_MAX = 2;

  private sealed interface Arrival {
    record Frame(ByteBuffer bytes) implements Arrival {}

    /** Nothing but the server's close may follow. */
    record LastWord() implements Arrival {}

    record End(String how) implements Arrival {}
  }

  private final FrameReceiver receiver;
  private final CompletableFuture<WebSocket> webSocket = new CompletableFuture<>();
  private final BlockingQueue<Arrival> arrivals = new LinkedBlockingQueue<>();
  private final Semaphore room = new Semaphore(FRAMES_MAX);
  private final Duration silenceBeforeProbe;
  private volatile boolean closed;

  Fabric8Socket(FrameReceiver receiver) {
    this(receiver, SILENCE_BEFORE_PROBE);
  }

  /** As above, with another time after which a silent connection is written to. */
  Fabric8Socket(FrameReceiver receiver, Duration silenceBeforeProbe) {
    this.receiver = receiver;
    this.silenceBeforeProbe = silenceBeforeProbe;
  }

  @Override
  public void onOpen(WebSocket opened) {
    webSocket.complete(opened);
    if (closed) {
      opened.sendClose(CLOSE_NORMAL, "");
    } else {
      Thread.ofVirtual().name("stream receiver").start(this::deliver);
    }
  }

  @Override
  public void onMessage(WebSocket from, ByteBuffer message) {
    if (!closed) {
      room.acquireUninterruptibly();
      arrivals.add(new Arrival.Frame(message));
    }
    from.request();
  }

  @Override
  public void onMessage(WebSocket from, String message) {
    // The protocols we offer know no text messages; one must not stop the flow.
    from.request();
  }

  @Override
  public void onClose(WebSocket from, int code, String reason) {
    arrivals.add(new Arrival.End("the server closed the stream (%d %s)".formatted(code, reason)));
  }

  @Override
  public void onError(WebSocket from, Throwable error) {
    arrivals.add(new Arrival.End("the connection broke: " + NoAnswer.text(error)));
  }

  private void deliver() {
    boolean settling = false;
    try {
      while (true) {
        Duration limit = settling ? SETTLE_LIMIT : silenceBeforeProbe;
        Arrival next = arrivals.poll(limit.toMillis(), TimeUnit.MILLISECONDS);
        switch (next) {
          case null -> {
            if (settling) {
              close();
              return;
            }
            probe();
          }
          case Arrival.LastWord() -> settling = true;
          case Arrival.Frame(ByteBuffer message) -> {
            if (!closed) {
              byte[] bytes = new byte[message.remaining()];
              message.get(bytes);
              receiver.frame(bytes);
            }
            room.release();
          }
          case Arrival.End(String how) -> {
            closed = true;
            receiver.ended(how);
            return;
          }
        }
      }
    } catch (InterruptedException e) {
      receiver.ended("interrupted");
    } finally {
      closed = true;
      // Whoever waits to hand over a message that nobody takes any more.
      room.release(FRAMES_MAX);
    }
  }

  // A connection that takes nothing more says so here, or a moment later by closing.
  private void probe() {
    WebSocket socket = webSocket.getNow(null);
    boolean idle = socket != null && socket.queueSize() == 0;
    if (idle && !closed && !socket.send(ByteBuffer.wrap(PROBE))) {
      arrivals.add(new Arrival.End("the connection takes nothing more"));
    }
  }

  /**
   * The transport queues what it is given and fails when much waits; and it offers no way to be
   * told when the queue is empty, so this looks at it in short pauses.
   */
  @Override
  public boolean send(byte[] frame) {
    WebSocket socket = webSocket.getNow(null);
    if (socket == null || closed || !socket.send(ByteBuffer.wrap(frame))) {
      return false;
    }
    long pause = PAUSE_NANOS_MIN;
    while (socket.queueSize() > 0) {
      if (closed || Thread.currentThread().isInterrupted()) {
        return false;
      }
      LockSupport.parkNanos(pause);
      pause = Math.min(pause * 2, PAUSE_NANOS_MAX);
    }
    return true;
  }

  /** A close frame sent into a connection that the server is closing fails, and is logged. */
  @Override
  public void settle() {
    arrivals.add(new Arrival.LastWord());
  }

  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    arrivals.add(new Arrival.End("closed on our side"));
    WebSocket socket = webSocket.getNow(null);
    if (socket != null) {
      socket.sendClose(CLOSE_NORMAL, "");
    }
  }
}
