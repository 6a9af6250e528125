package dev.slipway.ports.cluster.stream;

import java.util.List;

/** Opens WebSockets to one API server: the only part of a stream that an adapter writes. */
public interface StreamDialer {
  /**
   * Opens a WebSocket and returns once the server has upgraded the connection or refused to. Frames
   * may reach {@code receiver} before this method returns.
   *
   * @param pathAndQuery what follows the API server's base URL, encoded
   * @param subprotocols what to offer, best first
   */
  DialAnswer dial(String pathAndQuery, List<String> subprotocols, FrameReceiver receiver)
      throws InterruptedException;

  /** What came of it. */
  sealed interface DialAnswer {
    /**
     * @param subprotocol the server's choice
     */
    record Open(StreamSocket socket, String subprotocol) implements DialAnswer {}

    /**
     * The server answered with another status than 101.
     *
     * @param body the answer's body, empty where it had none
     */
    record Refused(int status, String body) implements DialAnswer {}

    /** No answer: no connection, a time-out, a broken handshake. */
    record Failed(String how) implements DialAnswer {}
  }

  /** An open WebSocket. */
  interface StreamSocket {
    /**
     * Sends one binary frame; waits while what was sent before has not left, so that memory stays
     * bounded. False when the connection is closed. The array is not changed afterwards.
     */
    boolean send(byte[] frame);

    /**
     * The server has said its last word and is about to close: closes the connection with it, or
     * some seconds later where it does not. Never blocks.
     */
    void settle();

    /** Closes the connection; never blocks, never throws, and may be called again. */
    void close();
  }

  /** Who is told what arrives: one call at a time, in order. */
  interface FrameReceiver {
    /**
     * One whole binary message. It may block: no further frame is read meanwhile. The array belongs
     * to the receiver.
     */
    void frame(byte[] frame);

    /**
     * Nothing more comes; {@code how} says how the connection ended. Not called where {@link
     * StreamDialer#dial} does not answer {@code Open}.
     */
    void ended(String how);
  }
}
