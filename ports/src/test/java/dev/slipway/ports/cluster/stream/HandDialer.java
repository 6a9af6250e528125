package dev.slipway.ports.cluster.stream;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;

/** A server side played by the test: it answers the dialing and sends frames when told to. */
final class HandDialer implements StreamDialer {
  private final CompletableFuture<DialAnswer> answer = new CompletableFuture<>();
  private final CompletableFuture<FrameReceiver> receiver = new CompletableFuture<>();
  private final CompletableFuture<String> path = new CompletableFuture<>();
  private final List<byte[]> sent = new ArrayList<>();
  private boolean accepting = true;
  private final CountDownLatch settled = new CountDownLatch(1);
  private final CountDownLatch closed = new CountDownLatch(1);

  @Override
  public DialAnswer dial(String pathAndQuery, List<String> subprotocols, FrameReceiver to)
      throws InterruptedException {
    path.complete(pathAndQuery);
    receiver.complete(to);
    try {
      return answer.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  HandDialer accept(String subprotocol) {
    answer.complete(new DialAnswer.Open(new Socket(), subprotocol));
    return this;
  }

  HandDialer answer(DialAnswer other) {
    answer.complete(other);
    return this;
  }

  HandDialer frame(int channel, byte[] payload) {
    byte[] frame = new byte[payload.length + 1];
    frame[0] = (byte) channel;
    System.arraycopy(payload, 0, frame, 1, payload.length);
    receiver.join().frame(frame);
    return this;
  }

  HandDialer frame(int channel, String payload) {
    return frame(channel, payload.getBytes(StandardCharsets.UTF_8));
  }

  HandDialer end(String how) {
    receiver.join().ended(how);
    return this;
  }

  /** From now on the connection takes nothing. */
  synchronized void stopAccepting() {
    accepting = false;
  }

  String path() {
    return path.join();
  }

  synchronized List<byte[]> sent() {
    return List.copyOf(sent);
  }

  /** Everything sent to standard input, in order. */
  synchronized byte[] stdin() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    sent.stream().filter(f -> f[0] == 0).forEach(f -> bytes.write(f, 1, f.length - 1));
    return bytes.toByteArray();
  }

  boolean isClosed() {
    return closed.getCount() == 0;
  }

  void awaitSettled() throws InterruptedException {
    settled.await();
  }

  void awaitClosed() throws InterruptedException {
    closed.await();
  }

  private final class Socket implements StreamSocket {
    @Override
    public boolean send(byte[] frame) {
      synchronized (HandDialer.this) {
        if (accepting) {
          sent.add(frame);
        }
        return accepting;
      }
    }

    @Override
    public void settle() {
      settled.countDown();
    }

    @Override
    public void close() {
      closed.countDown();
    }
  }
}
