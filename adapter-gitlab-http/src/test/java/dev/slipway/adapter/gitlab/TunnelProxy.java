package dev.slipway.adapter.gitlab;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A proxy that tunnels every {@code CONNECT} to one port of this machine, for one user. */
final class TunnelProxy implements AutoCloseable {
  private final ServerSocket server;
  private final int targetPort;
  private final String authorization;
  private final List<String> heads = new CopyOnWriteArrayList<>();

  /**
   * @param authorization what {@code Proxy-Authorization} must say
   */
  TunnelProxy(int targetPort, String authorization) throws IOException {
    this.targetPort = targetPort;
    this.authorization = authorization;
    server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    Thread.startVirtualThread(this::accept);
  }

  int port() {
    return server.getLocalPort();
  }

  /** Request lines so far. */
  List<String> requests() {
    return heads;
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket client = server.accept();
        Thread.startVirtualThread(() -> serve(client));
      } catch (IOException e) {
        return; // closed
      }
    }
  }

  private void serve(Socket client) {
    try (client) {
      InputStream in = client.getInputStream();
      while (true) {
        String head = head(in);
        if (head.isEmpty()) {
          return;
        }
        heads.add(head.lines().findFirst().orElse(""));
        boolean known = head.contains("\r\nProxy-Authorization: " + authorization + "\r\n");
        OutputStream out = client.getOutputStream();
        if (known) {
          out.write("HTTP/1.1 200 OK\r\n\r\n".getBytes(ISO_8859_1));
          tunnel(client);
          return;
        }
        out.write(
            "HTTP/1.1 407 Who?\r\nProxy-Authenticate: Basic realm=\"x\"\r\nContent-Length: 0\r\n\r\n"
                .getBytes(ISO_8859_1));
      }
    } catch (IOException e) {
      heads.add("lost: " + e.getMessage());
    }
  }

  private static String head(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      int b = in.read();
      if (b < 0) {
        return "";
      }
      head.append((char) b);
    }
    return head.toString();
  }

  private void tunnel(Socket client) throws IOException {
    try (Socket target = new Socket(InetAddress.getLoopbackAddress(), targetPort)) {
      Thread.startVirtualThread(
          () -> {
            try {
              client.getInputStream().transferTo(target.getOutputStream());
              target.shutdownOutput();
            } catch (IOException e) {
              heads.add("ended: " + e.getMessage());
            }
          });
      target.getInputStream().transferTo(client.getOutputStream());
    }
  }

  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
