package dev.slipway.acceptance.bench;

import java.util.List;

/**
 * What was measured several times, in milliseconds.
 *
 * @param p95 the value that 95 of 100 do not exceed
 */
record Figures(long median, long p95) {
  /**
   * Of at least one value.
   *
   * @throws IllegalArgumentException for none
   */
  static Figures of(List<Long> values) {
    if (values.isEmpty()) {
      throw new IllegalArgumentException("nothing was measured");
    }
    List<Long> sorted = values.stream().sorted().toList();
    return new Figures(
        sorted.get(sorted.size() / 2),
        sorted.get(Math.min(sorted.size() - 1, sorted.size() * 95 / 100)));
  }
}
