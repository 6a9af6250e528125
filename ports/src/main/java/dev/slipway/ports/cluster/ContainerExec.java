package dev.slipway.ports.cluster;

import java.util.List;

/** Runs a command in a container. */
public interface ContainerExec {
  /**
   * Starts the command and returns once the request is on its way; what comes back goes to {@code
   * output}, on one thread at a time. Standard input is open only if {@code stdin}.
   */
  @KubeApi(
      resource = "pods/exec",
      verbs = {"create", "get"})
  ExecSession start(ContainerName container, List<String> command, boolean stdin, Output output);

  /** Where the command's output goes. A slow receiver slows the command down. */
  interface Output {
    /** Bytes of standard output; the array belongs to the receiver. */
    void stdout(byte[] bytes);

    /** Bytes of standard error; the array belongs to the receiver. */
    void stderr(byte[] bytes);
  }

  /** A command that runs. */
  interface ExecSession extends AutoCloseable {
    /** Waits for the end. Called again, it answers the same. */
    ExecResult await() throws InterruptedException;

    /** Sends bytes to standard input; false when the stream is lost or was not asked for. */
    boolean send(byte[] bytes);

    /** Ends standard input, so that the command reads end of file; false where that cannot be. */
    boolean endInput();

    /** Closes the stream; the command itself may go on. {@link #await} then answers Lost. */
    @Override
    void close();
  }
}
