package dev.slipway.domain.settings;

import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * A regular expression that says which values a job may choose; found anywhere in the value, as in
 * GitLab Runner: {@code ci-.*} allows {@code xci-y} too.
 */
public record AllowedPattern(String regex) {
  /**
   * Checks the expression.
   *
   * @throws IllegalArgumentException says what is wrong with it
   */
  public static AllowedPattern parse(String regex) {
    try {
      Pattern.compile(regex);
      return new AllowedPattern(regex);
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException(
          "\"%s\" is no regular expression: %s".formatted(regex, e.getDescription()), e);
    }
  }

  public boolean allows(String value) {
    return Pattern.compile(regex).matcher(value).find();
  }
}
