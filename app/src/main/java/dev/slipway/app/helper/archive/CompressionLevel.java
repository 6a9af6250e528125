package dev.slipway.app.helper.archive;

import java.util.Locale;

/**
 * How hard to pack. Source: GitLab Runner's words.
 *
 * <p>{@link #FASTEST} does not deflate at all; zstd has no such level and takes its quickest.
 */
public enum CompressionLevel {
  FASTEST(0, 1, 8),
  FAST(1, 2, 8),
  DEFAULT(6, 3, 8),
  SLOW(7, 9, 2),
  SLOWEST(9, 19, 1);

  private final int deflate;
  private final int zstd;
  private final int zstdThreadsMax;

  CompressionLevel(int deflate, int zstd, int zstdThreadsMax) {
    this.deflate = deflate;
    this.zstd = zstd;
    this.zstdThreadsMax = zstdThreadsMax;
  }

  /** Of a word; the default where it is none. */
  public static CompressionLevel of(String word) {
    for (CompressionLevel level : values()) {
      if (level.name().toLowerCase(Locale.ROOT).equals(word)) {
        return level;
      }
    }
    return DEFAULT;
  }

  /** 0 to 9; 0 stores. */
  int deflate() {
    return deflate;
  }

  int zstd() {
    return zstd;
  }

  /** How many may pack side by side within the helper's memory: each has tables of its own. */
  int zstdThreadsMax() {
    return zstdThreadsMax;
  }
}
