package dev.slipway.app.cache;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;

/** Percent-encoding as signatures want it (RFC 3986: all but letters, digits and {@code -._~}). */
final class UrlText {
  private UrlText() {}

  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8)
        .replace("+", "%20")
        .replace("*", "%2A")
        .replace("%7E", "~");
  }

  /** The same, but slashes stay. */
  static String encodedPath(String path) {
    return encoded(path).replace("%2F", "/");
  }

  /** {@code a=1&b=2}, in the map's order. */
  static String query(Map<String, String> parameters) {
    return parameters.entrySet().stream()
        .map(entry -> encoded(entry.getKey()) + "=" + encoded(entry.getValue()))
        .collect(Collectors.joining("&"));
  }
}
