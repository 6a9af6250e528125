package dev.slipway.app.config;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Replaces {@code $VAR} and <code>${VAR}</code> by what the environment says. */
final class EnvironmentText {
  private static final Pattern REFERENCE = Pattern.compile("\\$(?:\\{(\\w+)}|(\\w+))");

  private final Map<String, String> environment;

  EnvironmentText(Map<String, String> environment) {
    this.environment = environment;
  }

  /**
   * The text with every reference replaced.
   *
   * @throws IllegalArgumentException names a variable that is not set
   */
  String expand(String text) {
    return REFERENCE
        .matcher(text)
        .replaceAll(
            match -> {
              String name = match.group(1) == null ? match.group(2) : match.group(1);
              String value = environment.get(name);
              if (value == null) {
                throw new IllegalArgumentException(
                    "the environment variable %s is not set; set it, or write the value itself"
                        .formatted(name));
              }
              return Matcher.quoteReplacement(value);
            });
  }
}
