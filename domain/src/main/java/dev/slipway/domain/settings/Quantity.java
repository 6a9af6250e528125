package dev.slipway.domain.settings;

import java.math.BigDecimal;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An amount in Kubernetes' notation: {@code 500m}, {@code 1.5}, {@code 128Mi}, {@code 1e3}.
 *
 * @param text as the user wrote it; this is what the cluster is sent
 * @param amount the exact number; {@code 1000m} and {@code 1} have equal amounts by comparison
 */
public record Quantity(String text, BigDecimal amount) implements Comparable<Quantity> {
  private static final Pattern SYNTAX =
      Pattern.compile(
          "([+-]?(?:[0-9]+\\.?[0-9]*|\\.[0-9]+))(?:([eE][+-]?[0-9]{1,3})|([numkMGTPE]|[KMGTPE]i)?)");

  private static final int BINARY_STEP = 10;
  private static final Map<String, Integer> BINARY =
      Map.of("Ki", 1, "Mi", 2, "Gi", 3, "Ti", 4, "Pi", 5, "Ei", 6);
  private static final Map<String, Integer> DECIMAL =
      Map.of("n", -9, "u", -6, "m", -3, "", 0, "k", 3, "M", 6, "G", 9, "T", 12, "P", 15, "E", 18);

  /**
   * Parses.
   *
   * @throws IllegalArgumentException says what is wrong with the text
   */
  public static Quantity parse(String text) {
    Matcher parts = SYNTAX.matcher(text);
    if (!parts.matches()) {
      throw new IllegalArgumentException(
          "\"%s\" is not a quantity; write for example \"500m\", \"2\", \"128Mi\" or \"1.5Gi\""
              .formatted(text));
    }
    String number = parts.group(1);
    if (parts.group(2) != null) {
      return new Quantity(text, new BigDecimal(number + parts.group(2)));
    }
    String suffix = parts.group(3) == null ? "" : parts.group(3);
    Integer binary = BINARY.get(suffix);
    BigDecimal amount = new BigDecimal(number);
    if (binary != null) {
      return new Quantity(text, amount.multiply(BigDecimal.TWO.pow(BINARY_STEP * binary)));
    }
    return new Quantity(text, amount.scaleByPowerOfTen(DECIMAL.getOrDefault(suffix, 0)));
  }

  /** By amount. */
  @Override
  public int compareTo(Quantity other) {
    return amount.compareTo(other.amount);
  }

  /** By amount, so that it agrees with {@link #compareTo}. */
  @Override
  public boolean equals(Object other) {
    return other instanceof Quantity that && compareTo(that) == 0;
  }

  @Override
  public int hashCode() {
    return amount.stripTrailingZeros().hashCode();
  }

  /** As written. */
  @Override
  public String toString() {
    return text;
  }
}
