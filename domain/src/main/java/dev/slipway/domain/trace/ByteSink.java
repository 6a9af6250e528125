package dev.slipway.domain.trace;

/** Where bytes go next. */
@FunctionalInterface
public interface ByteSink {
  /**
   * Takes the bytes from {@code from} (included) to {@code to} (excluded). The array belongs to the
   * caller again when the call returns.
   */
  void write(byte[] bytes, int from, int to);

  /** Takes a whole array. */
  default void write(byte[] bytes) {
    write(bytes, 0, bytes.length);
  }
}
