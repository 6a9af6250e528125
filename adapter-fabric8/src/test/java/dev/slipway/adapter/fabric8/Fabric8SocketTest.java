package dev.slipway.adapter.fabric8;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.ports.cluster.stream.StreamDialer.FrameReceiver;
import io.fabric8.kubernetes.client.http.WebSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class Fabric8SocketTest {
  private final CompletableFuture<String> ended = new CompletableFuture<>();
  private final BlockingQueue<byte[]> received = new LinkedBlockingQueue<>();
  private final BlockingQueue<byte[]> sent = new LinkedBlockingQueue<>();
  private final Fabric8Socket socket = new Fabric8Socket(new Receiver(), Duration.ofMillis(20));
  private volatile boolean dead;

  @Test
  @DisplayName("an end that the transport has lost is found by writing into the silence")
  void lostEnd() throws Exception {
    socket.onOpen(new Connection());
    assertThat(sent.take()).as("an empty frame for standard input").isEqualTo(new byte[] {0});
    assertThat(sent.take()).isEqualTo(new byte[] {0});
    assertThat(ended).isNotDone();
    dead = true;
    assertThat(ended.get()).isEqualTo("the connection takes nothing more");
    assertThat(socket.send(new byte[] {0, 'x'})).isFalse();
  }

  @Test
  @DisplayName("messages arrive whole and in order between the probes")
  void messages() throws Exception {
    Connection connection = new Connection();
    socket.onOpen(connection);
    sent.take();
    socket.onMessage(connection, ByteBuffer.wrap(new byte[] {1, 'a'}));
    socket.onMessage(connection, ByteBuffer.wrap(new byte[] {1, 'b'}));
    assertThat(received.take()).isEqualTo(new byte[] {1, 'a'});
    assertThat(received.take()).isEqualTo(new byte[] {1, 'b'});
    socket.onClose(connection, 1006, "");
    assertThat(ended.get()).contains("1006");
  }

  private final class Receiver implements FrameReceiver {
    @Override
    public void frame(byte[] frame) {
      received.add(frame);
    }

    @Override
    public void ended(String how) {
      ended.complete(how);
    }
  }

  private final class Connection implements WebSocket {
    @Override
    public boolean send(ByteBuffer buffer) {
      byte[] bytes = new byte[buffer.remaining()];
      buffer.get(bytes);
      sent.add(bytes);
      return !dead;
    }

    @Override
    public boolean sendClose(int code, String reason) {
      return true;
    }

    @Override
    public long queueSize() {
      return 0;
    }

    @Override
    public void request() {
      // Whatever is asked for, the test decides what comes.
    }
  }
}
