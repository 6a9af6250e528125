package dev.slipway.acceptance.coordinator.wire;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A request the stand-in has answered, or is just about to.
 *
 * @param arrivedNanos {@link System#nanoTime()} when its head had been read
 * @param answeredNanos the same when the answer was ready to be sent, or the connection was dropped
 * @param target path and query
 * @param headers names in any case
 * @param body as UTF-8; empty for Git and artifacts
 * @param status what was answered; 0 where the connection was dropped
 */
public record RecordedRequest(
    Instant arrived,
    long arrivedNanos,
    long answeredNanos,
    CallKind kind,
    String method,
    String target,
    Map<String, List<String>> headers,
    String body,
    int status) {

  public RecordedRequest {
    Map<String, List<String>> copy = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    copy.putAll(headers);
    headers = Collections.unmodifiableMap(copy);
  }

  public Optional<String> header(String name) {
    return headers.getOrDefault(name, List.of()).stream().findFirst();
  }
}
