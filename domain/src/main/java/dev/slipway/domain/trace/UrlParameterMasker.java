package dev.slipway.domain.trace;

import java.util.Set;

/**
 * Replaces the value of secret URL parameters, such as {@code ?private_token=...}, by {@code
 * [MASKED]}; the name counts in any case, and a value ends at {@code ?}, {@code &}, a blank or a
 * control byte. Holds nothing back.
 */
final class UrlParameterMasker {
  private static final Set<String> SECRET_PARAMETERS =
      Set.of(
          "private_token",
          "authenticity_token",
          "rss_token",
          "x-amz-signature",
          "x-amz-credential",
          "x-amz-security-token",
          "x-goog-signature",
          "x-goog-credential",
          "sig");
  private static final int NAME_LENGTH_MAX = 20;

  private enum Place {
    ELSEWHERE,
    NAME,
    VALUE_BEGIN,
    VALUE
  }

  private final ByteSink next;
  private final StringBuilder name = new StringBuilder(NAME_LENGTH_MAX);
  private Place place = Place.ELSEWHERE;

  UrlParameterMasker(ByteSink next) {
    this.next = next;
  }

  void write(byte[] bytes, int from, int to) {
    int unsent = from;
    for (int at = from; at < to; at++) {
      byte b = bytes[at];
      if (b == '?' || b == '&') {
        name.setLength(0);
        place = Place.NAME;
        continue;
      }
      switch (place) {
        case ELSEWHERE -> {}
        case NAME -> name(b);
        case VALUE_BEGIN -> {
          if (endsValue(b)) {
            place = Place.ELSEWHERE;
          } else {
            send(bytes, unsent, at);
            next.write(MaskingRules.mask());
            unsent = at + 1;
            place = Place.VALUE;
          }
        }
        case VALUE -> {
          if (endsValue(b)) {
            place = Place.ELSEWHERE;
          } else {
            unsent = at + 1;
          }
        }
      }
    }
    send(bytes, unsent, to);
  }

  /** No more bytes come. */
  void close() {
    place = Place.ELSEWHERE;
  }

  /** Whether the next byte is judged as the first byte of a log would be. */
  boolean isAtRest() {
    return place == Place.ELSEWHERE;
  }

  private void name(byte b) {
    if (b == '=') {
      place = SECRET_PARAMETERS.contains(name.toString()) ? Place.VALUE_BEGIN : Place.ELSEWHERE;
    } else if (name.length() == NAME_LENGTH_MAX || endsValue(b)) {
      place = Place.ELSEWHERE;
    } else {
      name.append((char) (b >= 'A' && b <= 'Z' ? b + ('a' - 'A') : b & 0xff));
    }
  }

  private void send(byte[] bytes, int from, int to) {
    if (from < to) {
      next.write(bytes, from, to);
    }
  }

  private static boolean endsValue(byte b) {
    return (b >= 0 && b <= ' ') || b == 0x7f;
  }
}
