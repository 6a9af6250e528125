package dev.slipway.ports.transfer;

import java.io.IOException;
import java.io.InputStream;

/** Sends one HTTP request at a time and gives back its answer. Nothing is tried again here. */
public interface FileTransfer extends AutoCloseable {
  /**
   * Sends a body. A server that answers before it has read all of it is heard.
   *
   * @throws IOException where no answer came; its message says why and holds no query of the URL
   */
  TransferAnswer send(TransferRequest request, TransferBody body)
      throws IOException, InterruptedException;

  /**
   * Gets a body. Redirects are answers like any other.
   *
   * @param sink takes the body of an answer with status 2xx
   * @throws IOException where no whole answer came, or the sink threw it
   */
  TransferAnswer fetch(TransferRequest request, Sink sink) throws IOException, InterruptedException;

  @Override
  void close();

  /** Takes what was asked for. */
  interface Sink {
    /** Reads the body to its end. */
    void accept(TransferAnswer head, InputStream body) throws IOException;
  }
}
