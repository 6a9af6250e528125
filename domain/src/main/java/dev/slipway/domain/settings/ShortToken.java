package dev.slipway.domain.settings;

import java.util.List;
import java.util.regex.Pattern;

/**
 * The part of a runner's token that may be shown: it names the runner in logs, metrics and object
 * names.
 */
public record ShortToken(String value) {
  private static final int LENGTH_MAX = 9;

  /** Each is stripped once, in this order, as GitLab Runner 19 does. */
  private static final List<Pattern> PREFIXES =
      List.of(
          Pattern.compile("^glrt-(t[123]_)?|^t[123]_|^glrtr-"),
          Pattern.compile("^glcbt-"),
          Pattern.compile("^GR[0-9A-Fa-f]{7}"));

  /** The first nine characters behind the token's prefixes; all of them where there are fewer. */
  public static ShortToken of(String token) {
    String rest = token;
    for (Pattern prefix : PREFIXES) {
      rest = prefix.matcher(rest).replaceFirst("");
    }
    return new ShortToken(rest.substring(0, Math.min(LENGTH_MAX, rest.length())));
  }

  @Override
  public String toString() {
    return value;
  }
}
