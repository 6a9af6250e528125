package dev.slipway.acceptance.bench;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Executors;

/** Takes any upload and forgets it; gives one file to whoever asks, and has nothing else. */
final class TransferServer implements AutoCloseable {
  private static final int BUFFER_BYTES = 1 << 20;

  private final HttpServer server;
  private final Path file;

  /**
   * @param file what a download gets; read when it is asked for
   */
  TransferServer(Path file) throws IOException {
    this.file = file;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  private void answer(HttpExchange call) throws IOException {
    try (call) {
      switch (call.getRequestMethod()) {
        case "GET" -> {
          call.sendResponseHeaders(200, Files.size(file));
          try (InputStream in = Files.newInputStream(file)) {
            copy(in, call.getResponseBody());
          }
        }
        case "HEAD" -> call.sendResponseHeaders(404, -1);
        default -> {
          copy(call.getRequestBody(), OutputStream.nullOutputStream());
          byte[] told = "{\"id\": 1}".getBytes(StandardCharsets.UTF_8);
          call.getResponseHeaders().add("Content-Type", "application/json");
          call.sendResponseHeaders(call.getRequestMethod().equals("POST") ? 201 : 200, told.length);
          call.getResponseBody().write(told);
        }
      }
    }
  }

  private static void copy(InputStream in, OutputStream out) throws IOException {
    byte[] buffer = new byte[BUFFER_BYTES];
    for (int part = in.read(buffer); part >= 0; part = in.read(buffer)) {
      out.write(buffer, 0, part);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
