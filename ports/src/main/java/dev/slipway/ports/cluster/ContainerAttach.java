package dev.slipway.ports.cluster;

/** Writes to the standard input of a container's first process. */
public interface ContainerAttach {
  /** Opens the stream, standard input only, and returns once the cluster has accepted it. */
  @KubeApi(
      resource = "pods/attach",
      verbs = {"create", "get"})
  AttachAnswer attach(ContainerName container) throws InterruptedException;

  /** What came of it. */
  sealed interface AttachAnswer {
    record Attached(Input input) implements AttachAnswer {}

    record Refused(int status, String reason, String message) implements AttachAnswer {}

    record Lost(String how) implements AttachAnswer {}
  }

  /** The way in. */
  interface Input extends AutoCloseable {
    /**
     * Sends bytes; true says only that they were handed to the connection, false that the stream is
     * lost.
     */
    boolean send(byte[] bytes);

    /** Whether the stream is still open as far as is known. */
    boolean isOpen();

    /** Closes the stream without ending the container's standard input. */
    @Override
    void close();
  }
}
