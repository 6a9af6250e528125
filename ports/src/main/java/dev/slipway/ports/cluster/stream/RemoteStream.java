package dev.slipway.ports.cluster.stream;

import dev.slipway.ports.cluster.ContainerExec.Output;
import dev.slipway.ports.cluster.ExecResult;
import dev.slipway.ports.cluster.stream.StreamDialer.DialAnswer;
import dev.slipway.ports.cluster.stream.StreamDialer.FrameReceiver;
import dev.slipway.ports.cluster.stream.StreamDialer.StreamSocket;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.ReentrantLock;

/**
 * One stream, from dialing to its end. The end is decided once, by whoever comes first: the status
 * frame, the end of the connection, or {@link #close}.
 */
final class RemoteStream implements FrameReceiver {
  static final String V5 = "v5.channel.k8s.io";
  static final String V4 = "v4.channel.k8s.io";

  private static final int FRAME_BYTES_MAX = 32 * 1024;
  private static final int STATUS_BYTES_MAX = 256 * 1024;
  private static final byte STDIN = 0;
  private static final int STDOUT = 1;
  private static final int STDERR = 2;
  private static final int STATUS = 3;
  private static final byte CLOSE = (byte) 255;

  private final Output output;
  private final CompletableFuture<ExecResult> end = new CompletableFuture<>();
  private final CompletableFuture<Optional<DialAnswer.Open>> opened = new CompletableFuture<>();
  private final ReentrantLock sending = new ReentrantLock();
  private final ByteArrayOutputStream status = new ByteArrayOutputStream();
  private boolean inputEnded;

  RemoteStream(Output output) {
    this.output = output;
  }

  /** Dials and returns once the server has accepted or refused. */
  void open(StreamDialer dialer, String path) {
    DialAnswer answer;
    try {
      answer = dialer.dial(path, List.of(V5, V4), this);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      answer = new DialAnswer.Failed("interrupted while connecting");
    } catch (RuntimeException e) {
      answer = new DialAnswer.Failed("connecting failed: " + e);
    }
    switch (answer) {
      case DialAnswer.Open open -> {
        if (!opened.complete(Optional.of(open))) {
          open.socket().close();
        }
      }
      case DialAnswer.Refused(int code, String body) -> finish(refusal(code, body));
      case DialAnswer.Failed(String how) -> finish(new ExecResult.Unreached(how));
    }
  }

  private static ExecResult refusal(int code, String body) {
    return ServerStatus.read(body)
        .map(s -> new ExecResult.Refused(code, s.reason(), s.message()))
        .orElseGet(() -> new ExecResult.Refused(code, "", body.strip()));
  }

  @Override
  public void frame(byte[] frame) {
    // An empty payload only announces its channel.
    if (frame.length < 2 || end.isDone()) {
      return;
    }
    byte[] payload = Arrays.copyOfRange(frame, 1, frame.length);
    try {
      switch (frame[0] & 0xff) {
        case STDOUT -> output.stdout(payload);
        case STDERR -> output.stderr(payload);
        case STATUS -> status(payload);
        default -> {
          // Channels that a later protocol version may add say nothing to us.
        }
      }
    } catch (RuntimeException e) {
      finish(new ExecResult.Lost("the receiver of the output failed: " + e));
    }
  }

  private void status(byte[] payload) {
    status.writeBytes(payload);
    Optional<ServerStatus> whole = ServerStatus.read(status.toString(StandardCharsets.UTF_8));
    if (whole.isPresent()) {
      end.complete(whole.get().result());
      var _ = opened.thenAccept(to -> to.ifPresent(open -> open.socket().settle()));
    } else if (status.size() > STATUS_BYTES_MAX) {
      finish(new ExecResult.Lost("the final status is longer than " + STATUS_BYTES_MAX + " bytes"));
    }
  }

  @Override
  public void ended(String how) {
    finish(new ExecResult.Lost(how));
  }

  private void finish(ExecResult result) {
    boolean first = end.complete(result);
    // Where dialing still goes on, open() finds this and closes.
    opened.complete(Optional.empty());
    if (first) {
      opened.join().ifPresent(open -> open.socket().close());
    }
  }

  void close() {
    finish(new ExecResult.Lost("the stream was closed on our side"));
  }

  boolean isOpen() {
    return !end.isDone();
  }

  ExecResult await() throws InterruptedException {
    try {
      return end.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("the end of a stream is always a value", e);
    }
  }

  /** Sends to standard input; waits for the connection and for room. */
  boolean send(byte[] bytes) {
    Optional<DialAnswer.Open> open = opened.join();
    if (open.isEmpty()) {
      return false;
    }
    sending.lock();
    try {
      for (int from = 0; from < bytes.length; from += FRAME_BYTES_MAX - 1) {
        int size = Math.min(FRAME_BYTES_MAX - 1, bytes.length - from);
        byte[] frame = new byte[size + 1];
        frame[0] = STDIN;
        System.arraycopy(bytes, from, frame, 1, size);
        if (!transmit(open.get().socket(), frame)) {
          return false;
        }
      }
      return !inputEnded && isOpen();
    } finally {
      sending.unlock();
    }
  }

  /** Sends the end of standard input, which only v5 knows. */
  boolean endInput() {
    Optional<DialAnswer.Open> open = opened.join();
    if (open.isEmpty() || !open.get().subprotocol().equals(V5)) {
      return false;
    }
    sending.lock();
    try {
      boolean sent = transmit(open.get().socket(), new byte[] {CLOSE, STDIN});
      inputEnded = true;
      return sent;
    } finally {
      sending.unlock();
    }
  }

  private boolean transmit(StreamSocket socket, byte[] frame) {
    return !inputEnded && isOpen() && socket.send(frame);
  }
}
