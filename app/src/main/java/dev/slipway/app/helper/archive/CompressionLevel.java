package dev.slipway.app.helper.archive;

import java.util.Locale;

/**
 * How hard to pack. Source: GitLab Runner's words.
 *
 * <p>{@link #FASTEST} does not deflate at all; zstd has no such level and takes its quickest.
 */
public enum CompressionLevel {
  FASTEST(0, 1),
  FAST(1, 2),
  DEFAULT(6, 3),
  SLOW(7, 9),
  SLOWEST(9, 19);

  private final int deflate;
  private final int zstd;

  CompressionLevel(int deflate, int zstd) {
    this.deflate = deflate;
    this.zstd = zstd;
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
}
