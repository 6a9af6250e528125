package dev.slipway.ports.cluster.stream;

import dev.slipway.ports.cluster.ContainerExec;
import dev.slipway.ports.cluster.ContainerName;
import dev.slipway.ports.cluster.ExecResult;
import java.util.List;

/** Runs commands over an adapter's WebSockets. */
public final class StreamExec implements ContainerExec {
  private final StreamDialer dialer;

  public StreamExec(StreamDialer dialer) {
    this.dialer = dialer;
  }

  @Override
  public ExecSession start(
      ContainerName container, List<String> command, boolean stdin, Output output) {
    RemoteStream stream = new RemoteStream(output);
    String path = StreamPath.exec(container, command, stdin);
    Thread.ofVirtual().name("exec " + container).start(() -> stream.open(dialer, path));
    return new Session(stream, stdin);
  }

  private record Session(RemoteStream stream, boolean stdin) implements ExecSession {
    @Override
    public ExecResult await() throws InterruptedException {
      return stream.await();
    }

    @Override
    public boolean send(byte[] bytes) {
      return stdin && stream.send(bytes);
    }

    @Override
    public boolean endInput() {
      return stdin && stream.endInput();
    }

    @Override
    public void close() {
      stream.close();
    }
  }
}
