package dev.slipway.adapter.gitlab;

import java.util.Optional;

/** Numbers in headers. */
final class Numbers {
  private static final int DIGITS_MAX = 18;

  private Numbers() {}

  /** A decimal number of up to 18 digits, 0 or more. */
  static Optional<Long> parse(String text) {
    String digits = text.strip();
    boolean number =
        !digits.isEmpty()
            && digits.length() <= DIGITS_MAX
            && digits.chars().allMatch(c -> c >= '0' && c <= '9');
    return number ? Optional.of(Long.parseLong(digits)) : Optional.empty();
  }
}
