package dev.slipway.ports.cluster.stream;

import dev.slipway.ports.cluster.ContainerAttach;
import dev.slipway.ports.cluster.ContainerExec.Output;
import dev.slipway.ports.cluster.ContainerName;
import dev.slipway.ports.cluster.ExecResult;

/**
 * Attaches over an adapter's WebSockets. Standard input is never ended: with v5 that would end the
 * whole attach.
 */
public final class StreamAttach implements ContainerAttach {
  private static final Output NOTHING =
      new Output() {
        @Override
        public void stdout(byte[] bytes) {
          // Not asked for.
        }

        @Override
        public void stderr(byte[] bytes) {
          // Not asked for.
        }
      };

  private final StreamDialer dialer;

  public StreamAttach(StreamDialer dialer) {
    this.dialer = dialer;
  }

  @Override
  public AttachAnswer attach(ContainerName container) throws InterruptedException {
    RemoteStream stream = new RemoteStream(NOTHING);
    stream.open(dialer, StreamPath.attach(container));
    if (Thread.interrupted()) {
      stream.close();
      throw new InterruptedException();
    }
    if (stream.isOpen()) {
      return new AttachAnswer.Attached(new Session(stream));
    }
    return switch (stream.await()) {
      case ExecResult.Exited _ -> new AttachAnswer.Lost("the container's process has ended");
      case ExecResult.Refused(int status, String reason, String message) ->
          new AttachAnswer.Refused(status, reason, message);
      case ExecResult.Unreached(String how) -> new AttachAnswer.Lost(how);
      case ExecResult.Lost(String how) -> new AttachAnswer.Lost(how);
    };
  }

  private record Session(RemoteStream stream) implements Input {
    @Override
    public boolean send(byte[] bytes) {
      return stream.send(bytes);
    }

    @Override
    public boolean isOpen() {
      return stream.isOpen();
    }

    @Override
    public void close() {
      stream.close();
    }
  }
}
