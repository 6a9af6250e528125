package dev.slipway.app.helper;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;

/** A server that gives its answers in the order in which they were set, and then 404. */
final class StubServer implements AutoCloseable {
  private final HttpServer server;
  private final Queue<Reply> replies = new ConcurrentLinkedQueue<>();
  private final List<Asked> asked = new CopyOnWriteArrayList<>();

  private record Reply(int status, Map<String, String> headers, byte[] body) {}

  /** One request. */
  record Asked(String line, Map<String, List<String>> headers, byte[] body) {
    /** The first value; empty where there is none. */
    String header(String name) {
      return headers.getOrDefault(name, List.of("")).getFirst();
    }

    String text() {
      return new String(body, StandardCharsets.ISO_8859_1);
    }
  }

  StubServer() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  StubServer then(int status) {
    return then(status, Map.of(), new byte[0]);
  }

  StubServer then(int status, Map<String, String> headers, byte[] body) {
    replies.add(new Reply(status, headers, body));
    return this;
  }

  List<Asked> asked() {
    return asked;
  }

  /** Its address, with this host's name. */
  String url(String host) {
    return "http://" + host + ":" + server.getAddress().getPort();
  }

  String url() {
    return url("127.0.0.1");
  }

  private void answer(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    String line = exchange.getRequestMethod() + " " + exchange.getRequestURI();
    asked.add(new Asked(line, Map.copyOf(exchange.getRequestHeaders()), body));
    Reply next = replies.poll();
    Reply reply = next == null ? new Reply(404, Map.of(), new byte[0]) : next;
    reply.headers().forEach(exchange.getResponseHeaders()::set);
    boolean none = reply.body().length == 0 || exchange.getRequestMethod().equals("HEAD");
    exchange.sendResponseHeaders(reply.status(), none ? -1 : reply.body().length);
    try (OutputStream out = exchange.getResponseBody()) {
      if (!none) {
        out.write(reply.body());
      }
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
