package dev.slipway.app.cache;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Google Cloud Storage's signed addresses, version 4 ({@code GOOG4-RSA-SHA256}). */
record GcsSigning(String host, String bucket, String account, Instant now) {
  /** The longest that Google accepts. */
  private static final Duration VALIDITY_MAX = Duration.ofDays(7);

  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

  /** What is to be signed, and the address that the signature is put behind. */
  record Unsigned(String text, String url) {
    URI with(byte[] signature) {
      return URI.create(url + "&X-Goog-Signature=" + HexFormat.of().formatHex(signature));
    }
  }

  /** For one method, these headers and so long. */
  Unsigned of(String method, String object, Map<String, String> headers, Duration validity) {
    Duration time = validity.compareTo(VALIDITY_MAX) > 0 ? VALIDITY_MAX : validity;
    String stamp = STAMP.format(now);
    String scope = stamp.substring(0, 8) + "/auto/storage/goog4_request";
    Map<String, String> sent = new TreeMap<>();
    headers.forEach((name, value) -> sent.put(name.toLowerCase(Locale.ROOT), value));
    sent.put("host", host);
    String names = String.join(";", sent.keySet());
    Map<String, String> parameters = new TreeMap<>();
    parameters.put("X-Goog-Algorithm", "GOOG4-RSA-SHA256");
    parameters.put("X-Goog-Credential", account + "/" + scope);
    parameters.put("X-Goog-Date", stamp);
    parameters.put("X-Goog-Expires", Long.toString(time.toSeconds()));
    parameters.put("X-Goog-SignedHeaders", names);
    String query = UrlText.query(parameters);
    String path = "/" + UrlText.encodedPath(bucket + "/" + object);
    String lines =
        sent.entrySet().stream()
            .map(header -> header.getKey() + ":" + header.getValue() + "\n")
            .collect(Collectors.joining());
    String request = String.join("\n", method, path, query, lines, names, "UNSIGNED-PAYLOAD");
    String text = String.join("\n", "GOOG4-RSA-SHA256", stamp, scope, sha256(request));
    return new Unsigned(text, "https://" + host + path + "?" + query);
  }

  private static String sha256(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
