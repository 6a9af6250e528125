package dev.slipway.domain.settings;

/**
 * Where the metrics and debug server listens.
 *
 * @param host empty for every address of the machine
 */
public record ListenAddress(String host, int port) {
  /** GitLab Runner's port for metrics where none is written. */
  public static final int DEFAULT_PORT = 9252;

  private static final int PORT_MAX = 65_535;

  public ListenAddress {
    if (port < 0 || port > PORT_MAX) {
      throw new IllegalArgumentException("port %d is not between 0 and 65535".formatted(port));
    }
  }

  /**
   * Reads {@code host:port}, {@code :port}, {@code host} or {@code [v6]:port}; without a port it is
   * {@link #DEFAULT_PORT}.
   *
   * @throws IllegalArgumentException says what is wrong with the text
   */
  public static ListenAddress parse(String text) {
    if (text.startsWith("[")) {
      int end = text.indexOf(']');
      if (end < 0) {
        throw new IllegalArgumentException("the \"[\" of \"%s\" is not closed".formatted(text));
      }
      return new ListenAddress(text.substring(1, end), port(text, text.substring(end + 1)));
    }
    int colon = text.indexOf(':');
    if (colon != text.lastIndexOf(':')) {
      throw new IllegalArgumentException(
          "\"%s\" has more than one colon; write an IPv6 address as [address]:port"
              .formatted(text));
    }
    return colon < 0
        ? new ListenAddress(text, DEFAULT_PORT)
        : new ListenAddress(text.substring(0, colon), port(text, text.substring(colon)));
  }

  private static int port(String text, String colonAndPort) {
    if (colonAndPort.isEmpty()) {
      return DEFAULT_PORT;
    }
    String digits = colonAndPort.substring(1);
    if (!colonAndPort.startsWith(":") || !digits.matches("[0-9]{1,5}")) {
      throw new IllegalArgumentException(
          "\"%s\" does not end in a port number; write host:port, for example :9252"
              .formatted(text));
    }
    return Integer.parseInt(digits);
  }

  @Override
  public String toString() {
    return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
  }
}
