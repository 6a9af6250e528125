package dev.slipway.acceptance.coordinator.wire;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/** What the server says to a call. */
public final class Answer {
  /** Writes a body of unknown length. */
  @FunctionalInterface
  public interface Body {
    void writeTo(OutputStream out) throws IOException;
  }

  private final int status;
  private final Map<String, String> headers;
  private final long length;
  private final Body body;

  private Answer(int status, Map<String, String> headers, long length, Body body) {
    this.status = status;
    this.headers = Map.copyOf(headers);
    this.length = length;
    this.body = body;
  }

  /** No body at all. */
  public static Answer empty(int status) {
    return new Answer(status, Map.of(), -1, out -> {});
  }

  public static Answer json(int status, JsonNode node) {
    return bytes(status, "application/json", node.toString().getBytes(StandardCharsets.UTF_8));
  }

  public static Answer text(int status, String text) {
    return bytes(status, "text/plain; charset=utf-8", text.getBytes(StandardCharsets.UTF_8));
  }

  public static Answer bytes(int status, String contentType, byte[] bytes) {
    return new Answer(
        status,
        Map.of("Content-Type", contentType),
        bytes.length == 0 ? -1 : bytes.length,
        out -> out.write(bytes));
  }

  /** A body of unknown length, sent chunked. */
  public static Answer streamed(int status, Map<String, String> headers, Body body) {
    return new Answer(status, headers, 0, body);
  }

  /** GitLab's way to say no: the status and its reason in {@code message}. */
  static Answer refused(Refusal refusal) {
    Answer answer =
        json(
            refusal.status(),
            Json.object().put("message", refusal.status() + " " + refusal.text()));
    for (Map.Entry<String, String> header : refusal.headers().entrySet()) {
      answer = answer.withHeader(header.getKey(), header.getValue());
    }
    return answer;
  }

  public Answer withHeader(String name, String value) {
    Map<String, String> more = new TreeMap<>(headers);
    more.put(name, value);
    return new Answer(status, more, length, body);
  }

  public int status() {
    return status;
  }

  public Map<String, String> headers() {
    return headers;
  }

  /** Bytes of the body; -1 for none, 0 for unknown, as the JDK's server wants it. */
  long length() {
    return length;
  }

  Body body() {
    return body;
  }
}
