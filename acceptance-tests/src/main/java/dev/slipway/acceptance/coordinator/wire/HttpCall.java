package dev.slipway.acceptance.coordinator.wire;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One request: its head, and its body where an endpoint wants it. */
public final class HttpCall {
  private static final int BODY_BYTES_MAX = 64 << 20;

  private final HttpExchange exchange;
  private byte[] body = new byte[0];

  HttpCall(HttpExchange exchange) {
    this.exchange = exchange;
  }

  public String method() {
    return exchange.getRequestMethod();
  }

  /** The path without the query, still encoded. */
  public String path() {
    return exchange.getRequestURI().getRawPath();
  }

  /** Path and query as sent. */
  public String target() {
    return exchange.getRequestURI().toString();
  }

  public String rawQuery() {
    return Optional.ofNullable(exchange.getRequestURI().getRawQuery()).orElse("");
  }

  Map<String, List<String>> headers() {
    return exchange.getRequestHeaders();
  }

  public Optional<String> header(String name) {
    return Optional.ofNullable(exchange.getRequestHeaders().getFirst(name));
  }

  /** The query's parameters. */
  public Map<String, String> query() throws Refusal {
    Map<String, String> parameters = new LinkedHashMap<>();
    for (String pair : rawQuery().split("&")) {
      if (pair.isEmpty()) {
        continue;
      }
      String[] parts = pair.split("=", 2);
      String name = URLDecoder.decode(parts[0], StandardCharsets.UTF_8);
      String value = parts.length < 2 ? "" : URLDecoder.decode(parts[1], StandardCharsets.UTF_8);
      if (parameters.put(name, value) != null) {
        throw malformed("query parameter " + name + " given twice");
      }
    }
    return parameters;
  }

  /** The body as it comes; not kept in the journal. */
  public InputStream bodyStream() {
    return exchange.getRequestBody();
  }

  /** The whole body; kept in the journal. */
  public byte[] body() throws IOException, Refusal {
    readBody();
    if (body.length > BODY_BYTES_MAX) {
      throw Refusal.violation(
          413, Violation.Kind.MALFORMED, "body of more than " + BODY_BYTES_MAX + " bytes");
    }
    return body;
  }

  void readBody() throws IOException {
    if (body.length == 0) {
      body = exchange.getRequestBody().readNBytes(BODY_BYTES_MAX + 1);
    }
  }

  /** The body as a JSON object; content type and encoding are checked. */
  public ObjectNode jsonBody() throws IOException, Refusal {
    String type = header("Content-Type").orElse("");
    if (!type.strip().matches("(?i)application/json(;.*)?")) {
      throw Refusal.violation(
          415,
          Violation.Kind.MALFORMED,
          "Content-Type is '" + type + "', expected application/json");
    }
    try {
      return Json.readObject(
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body())).toString());
    } catch (CharacterCodingException e) {
      throw malformed("body is not UTF-8");
    } catch (IllegalArgumentException e) {
      throw malformed(String.valueOf(e.getMessage()));
    }
  }

  String bodyText() {
    return new String(body, StandardCharsets.UTF_8);
  }

  /** The client broke the form of this call: 400. */
  public static Refusal malformed(String text) {
    return Refusal.violation(400, Violation.Kind.MALFORMED, text);
  }

  void send(Answer answer) throws IOException {
    answer.headers().forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
    exchange.sendResponseHeaders(answer.status(), answer.length());
    if (answer.length() >= 0) {
      try (var out = exchange.getResponseBody()) {
        answer.body().writeTo(out);
      }
    }
  }

  /** Closes the connection where it is, without an answer if none was begun. */
  void drop() {
    exchange.close();
  }
}
