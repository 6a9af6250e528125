package dev.slipway.domain.sources;

import dev.slipway.domain.flag.FeatureFlags;
import dev.slipway.domain.variable.JobVariables;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Reads settings from a job's variables and collects a warning for each value that is not what it
 * should be. A variable that is not set or empty gives the default.
 */
public final class SettingReader {
  private final JobVariables variables;
  private final List<String> warnings = new ArrayList<>();

  public SettingReader(JobVariables variables) {
    this.variables = variables;
  }

  /** The warnings so far, in the order of reading. */
  public List<String> warnings() {
    return List.copyOf(warnings);
  }

  /** Adds a warning of the caller's own. */
  public void warn(String text) {
    warnings.add(text);
  }

  /** The text; empty where it is not set. */
  public Optional<String> text(String key) {
    return variables.get(key).filter(value -> !value.isEmpty());
  }

  /** A boolean word. */
  public boolean bool(String key, boolean standard) {
    Optional<String> word = text(key);
    Optional<Boolean> value = word.flatMap(FeatureFlags::booleanOf);
    if (word.isPresent() && value.isEmpty()) {
      warn(
          "%s: expected bool got %s, using default value: %b"
              .formatted(key, quoted(word.get()), standard));
    }
    return value.orElse(standard);
  }

  /** A whole number. */
  public int integer(String key, int standard) {
    Optional<String> word = text(key);
    if (word.isEmpty()) {
      return standard;
    }
    try {
      return Integer.parseInt(word.get());
    } catch (NumberFormatException e) {
      warn(
          "%s: expected int got %s, using default value: %d"
              .formatted(key, quoted(word.get()), standard));
      return standard;
    }
  }

  /** A number of attempts, from 1 to 10; one is the default. */
  public int attempts(String key) {
    int wished = integer(key, 1);
    int clamped = Math.clamp(wished, 1, 10);
    if (wished != clamped) {
      warn(
          "%s: number of attempts out of the range [1, 10], clamping to: %d"
              .formatted(key, clamped));
    }
    return clamped;
  }

  /** Words split on blanks; the single word {@code none} means no words. */
  public List<String> flags(String key, String standard) {
    String value = text(key).orElse(standard);
    return value.equals("none") ? List.of() : words(value);
  }

  /** Words split on blanks. */
  public static List<String> words(String text) {
    return Arrays.stream(text.strip().split("\\s+")).filter(word -> !word.isEmpty()).toList();
  }

  static String quoted(String text) {
    return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + "\"";
  }
}
