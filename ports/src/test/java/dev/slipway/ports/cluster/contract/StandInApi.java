package dev.slipway.ports.cluster.contract;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** An HTTP server in the place of the API server: the test plays what it answers. */
final class StandInApi implements AutoCloseable {
  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final BlockingQueue<Asked> asked = new LinkedBlockingQueue<>();
  private final List<Asked> all = new ArrayList<>();

  StandInApi() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(threads);
    server.createContext("/", this::take);
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** The next request; it waits for its answer until the test gives one. */
  Asked next() throws InterruptedException {
    Asked one = asked.poll(30, TimeUnit.SECONDS);
    if (one == null) {
      throw new AssertionError("no request came");
    }
    return one;
  }

  /** How many requests have come so far. */
  synchronized int count() {
    return all.size();
  }

  private void take(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    Asked one = new Asked(exchange, body, new ArrayBlockingQueue<>(64));
    synchronized (this) {
      all.add(one);
    }
    asked.add(one);
    try {
      one.play();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  /** A step of an answer. */
  @FunctionalInterface
  private interface Step {
    /** False where it was the last. */
    boolean play(HttpExchange exchange) throws IOException;
  }

  /** One request. */
  record Asked(HttpExchange exchange, String body, BlockingQueue<Step> steps) {
    String method() {
      return exchange.getRequestMethod();
    }

    String path() {
      return exchange.getRequestURI().getPath();
    }

    String query() {
      String query = exchange.getRequestURI().getQuery();
      return query == null ? "" : query;
    }

    String header(String name) {
      String value = exchange.getRequestHeaders().getFirst(name);
      return value == null ? "" : value;
    }

    /** The whole answer. */
    void answer(int status, String body, Map<String, String> headers) {
      steps.add(
          to -> {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            to.getResponseHeaders().add("Content-Type", "application/json");
            headers.forEach(to.getResponseHeaders()::add);
            to.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            if (bytes.length > 0) {
              to.getResponseBody().write(bytes);
            }
            to.close();
            return false;
          });
    }

    void answer(int status, String body) {
      answer(status, body, Map.of());
    }

    /** The beginning of an answer whose body comes in parts. */
    Asked begin() {
      steps.add(
          to -> {
            to.getResponseHeaders().add("Content-Type", "application/json");
            to.sendResponseHeaders(200, 0);
            to.getResponseBody().flush();
            return true;
          });
      return this;
    }

    /** A part of the body, sent at once. */
    Asked part(String text) {
      steps.add(
          to -> {
            OutputStream body = to.getResponseBody();
            body.write(text.getBytes(StandardCharsets.UTF_8));
            body.flush();
            return true;
          });
      return this;
    }

    /** The end of the body, in good order. */
    void end() {
      steps.add(
          to -> {
            to.close();
            return false;
          });
    }

    /** The end of the connection in the middle of the body. */
    void cut() {
      steps.add(
          to -> {
            throw new IOException("cut by the test");
          });
    }

    private void play() throws IOException, InterruptedException {
      while (steps.take().play(exchange)) {
        // Each step plays itself.
      }
    }
  }
}
