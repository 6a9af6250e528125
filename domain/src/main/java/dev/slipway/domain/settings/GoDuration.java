package dev.slipway.domain.settings;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads durations as Go writes them: {@code 1h15m30.5s}, {@code 500ms}, {@code -1s}, {@code 0}. */
public final class GoDuration {
  private static final Pattern PART = Pattern.compile("([0-9]*\\.?[0-9]*)(ns|us|µs|μs|ms|s|m|h)");
  private static final Map<String, Long> NANOS =
      Map.of(
          "ns", 1L,
          "us", 1_000L,
          "µs", 1_000L,
          "μs", 1_000L,
          "ms", 1_000_000L,
          "s", 1_000_000_000L,
          "m", 60_000_000_000L,
          "h", 3_600_000_000_000L);

  private GoDuration() {}

  /**
   * Parses; what is below a nanosecond is cut off.
   *
   * @throws IllegalArgumentException says what is wrong with the text
   */
  public static Duration parse(String text) {
    boolean negative = text.startsWith("-");
    String body = negative || text.startsWith("+") ? text.substring(1) : text;
    if (body.equals("0")) {
      return Duration.ZERO;
    }
    BigDecimal nanos = BigDecimal.ZERO;
    Matcher part = PART.matcher(body);
    int at = 0;
    while (part.lookingAt() && part.group(1).matches(".*[0-9].*")) {
      BigDecimal number = new BigDecimal(part.group(1));
      nanos = nanos.add(number.multiply(BigDecimal.valueOf(unit(part.group(2)))));
      at = part.end();
      part.region(at, body.length());
    }
    if (at == 0 || at < body.length()) {
      throw new IllegalArgumentException(
          "\"%s\" is not a duration; write numbers with units such as \"1h30m\", \"45s\" or \"500ms\""
              .formatted(text));
    }
    if (nanos.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) > 0) {
      throw new IllegalArgumentException(
          "\"%s\" is too long; the longest duration is about 292 years".formatted(text));
    }
    Duration duration = Duration.ofNanos(nanos.longValue());
    return negative ? duration.negated() : duration;
  }

  private static long unit(String word) {
    Long nanos = NANOS.get(word);
    if (nanos == null) {
      throw new IllegalStateException("unit without a length: " + word);
    }
    return nanos;
  }
}
