package dev.slipway.acceptance.behaviour;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * An HTTP proxy that knows a host which no name service knows, {@code gitlab.test}: the stand-in.
 * Asked as a server, it has the stand-in below {@code /mirror}. It leads nowhere else.
 */
final class TestProxy implements AutoCloseable {
  private static final String HOST = "gitlab.test";
  private static final String MIRROR = "/mirror";

  /** What belongs to one connection, or is made by the client itself. */
  private static final Set<String> NOT_PASSED_ON =
      Set.of(
          "connection",
          "content-length",
          "expect",
          "host",
          "keep-alive",
          "proxy-authorization",
          "proxy-connection",
          "te",
          "transfer-encoding",
          "upgrade");

  private final URI gitlab;
  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  TestProxy(URI gitlab) throws IOException {
    this.gitlab = gitlab;
    server = HttpServer.create(new InetSocketAddress(0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::serve);
    server.start();
  }

  int port() {
    return server.getAddress().getPort();
  }

  private void serve(HttpExchange exchange) throws IOException {
    try (exchange) {
      URI asked = exchange.getRequestURI();
      boolean asProxy = asked.getHost() != null;
      boolean known =
          asProxy
              ? asked.getHost().equals(HOST) || asked.getAuthority().equals(gitlab.getAuthority())
              : asked.getPath().startsWith(MIRROR + "/");
      if (!known) {
        exchange.sendResponseHeaders(502, -1);
        return;
      }
      String path = asked.getRawPath().substring(asProxy ? 0 : MIRROR.length());
      String query = asked.getRawQuery() == null ? "" : "?" + asked.getRawQuery();
      pass(exchange, URI.create(gitlab + path + query));
    }
  }

  private void pass(HttpExchange exchange, URI to) throws IOException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(to)
            .method(
                exchange.getRequestMethod(),
                BodyPublishers.ofByteArray(exchange.getRequestBody().readAllBytes()));
    exchange
        .getRequestHeaders()
        .forEach(
            (name, values) -> {
              if (isPassedOn(name)) {
                values.forEach(value -> request.header(name, value));
              }
            });
    try {
      HttpResponse<InputStream> answer = client.send(request.build(), BodyHandlers.ofInputStream());
      Headers headers = exchange.getResponseHeaders();
      answer
          .headers()
          .map()
          .forEach(
              (name, values) -> {
                if (isPassedOn(name)) {
                  headers.put(name, List.copyOf(values));
                }
              });
      try (InputStream body = answer.body()) {
        exchange.sendResponseHeaders(answer.statusCode(), 0);
        body.transferTo(exchange.getResponseBody());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static boolean isPassedOn(String header) {
    return !NOT_PASSED_ON.contains(header.toLowerCase(Locale.ROOT));
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
    client.shutdownNow();
    client.close();
  }
}
