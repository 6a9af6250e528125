package dev.slipway.app.helper.archive;

/**
 * How an archive is made.
 *
 * @param threads at least 1
 */
public record ArchiveOptions(CompressionLevel level, int threads) {
  private static final int THREADS_MAX = 8;

  public ArchiveOptions {
    threads = Math.clamp(threads, 1, THREADS_MAX);
  }

  /** One thread for each processor, up to eight. */
  public static ArchiveOptions of(CompressionLevel level) {
    return new ArchiveOptions(level, Runtime.getRuntime().availableProcessors());
  }
}
