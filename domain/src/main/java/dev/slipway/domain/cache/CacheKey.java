package dev.slipway.domain.cache;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HexFormat;
import java.util.Optional;

/**
 * A cache's name. Source: GitLab Runner's rules for cache keys.
 *
 * @param human as the log shows it
 * @param stored as directories and objects are called; empty where nothing of the key is usable
 * @param other as they are called under the other setting of {@code FF_HASH_CACHE_KEYS}
 * @param warning a sentence, where the key was changed
 */
public record CacheKey(String human, String stored, String other, Optional<String> warning) {

  /** Of a key whose variables are replaced. */
  public static CacheKey of(String raw, boolean hashed) {
    String clean = sanitized(raw);
    String hash = raw.isEmpty() ? "" : hash(raw);
    if (hashed) {
      return new CacheKey(raw, hash, clean, Optional.empty());
    }
    Optional<String> warning = Optional.empty();
    if (clean.isEmpty() && !raw.isEmpty()) {
      warning = Optional.of("cache key \"%s\" could not be sanitized".formatted(raw));
    } else if (!clean.equals(raw)) {
      warning = Optional.of("cache key \"%s\" sanitized to \"%s\"".formatted(raw, clean));
    }
    return new CacheKey(clean, clean, clean.isEmpty() ? "" : hash, warning);
  }

  /** A path that stays below where it is put. */
  static String sanitized(String raw) {
    String decoded =
        raw.replace("%2f", "/")
            .replace("%2F", "/")
            .replace("%2e", ".")
            .replace("%2E", ".")
            .replace('\\', '/');
    Deque<String> segments = new ArrayDeque<>();
    for (String segment : decoded.split("/")) {
      switch (segment) {
        case "", "." -> {}
        case ".." -> segments.pollLast();
        default -> segments.addLast(segment);
      }
    }
    while (!segments.isEmpty()) {
      String last = segments.removeLast().stripTrailing();
      if (!last.isEmpty()) {
        segments.addLast(last);
        break;
      }
    }
    return String.join("/", segments);
  }

  private static String hash(String raw) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(raw.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
