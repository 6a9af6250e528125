package dev.slipway.domain.flag;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * What each feature flag is for one job.
 *
 * @param values a value for every flag, in flag order
 * @param warnings one sentence for each value that was no boolean word; such a value counts as not
 *     set
 */
public record FeatureFlags(Map<FeatureFlag, Boolean> values, List<String> warnings) {
  private static final List<String> TRUE_WORDS = List.of("1", "t", "T", "TRUE", "true", "True");
  private static final List<String> FALSE_WORDS = List.of("0", "f", "F", "FALSE", "false", "False");

  public FeatureFlags {
    EnumMap<FeatureFlag, Boolean> all = new EnumMap<>(FeatureFlag.class);
    for (FeatureFlag flag : FeatureFlag.values()) {
      all.put(flag, values.getOrDefault(flag, flag.onByDefault()));
    }
    values = Collections.unmodifiableMap(all);
    warnings = List.copyOf(warnings);
  }

  /** Every flag at its default. */
  public static FeatureFlags defaults() {
    return new FeatureFlags(Map.of(), List.of());
  }

  /**
   * The flags of a job: {@code [runners.feature_flags]} wins over a variable, which wins over the
   * default (GitLab Runner's documented order).
   *
   * @param config {@code [runners.feature_flags]}; names that are no flag are ignored here
   * @param variable a job variable's value by its name; empty where there is none
   */
  public static FeatureFlags resolve(
      Map<String, Boolean> config, Function<String, Optional<String>> variable) {
    Map<FeatureFlag, Boolean> values = new EnumMap<>(FeatureFlag.class);
    List<String> warnings = new ArrayList<>();
    for (FeatureFlag flag : FeatureFlag.values()) {
      Boolean configured = config.get(flag.key());
      if (configured != null) {
        values.put(flag, configured);
        continue;
      }
      String word = variable.apply(flag.key()).orElse("");
      Optional<Boolean> parsed = booleanOf(word);
      parsed.ifPresent(value -> values.put(flag, value));
      if (parsed.isEmpty() && !word.isEmpty()) {
        warnings.add(
            "%s: could not parse feature flag, expected bool, got %s".formatted(flag.key(), word));
      }
    }
    return new FeatureFlags(values, warnings);
  }

  /** The boolean that a word means in GitLab's settings; empty for any other word. */
  public static Optional<Boolean> booleanOf(String word) {
    if (TRUE_WORDS.contains(word)) {
      return Optional.of(true);
    }
    return FALSE_WORDS.contains(word) ? Optional.of(false) : Optional.empty();
  }

  /** Whether the flag is on. */
  public boolean enabled(FeatureFlag flag) {
    return values.getOrDefault(flag, flag.onByDefault());
  }

  /** The flags that differ from their default, in flag order. */
  public List<FeatureFlag> changed() {
    return values.keySet().stream().filter(flag -> enabled(flag) != flag.onByDefault()).toList();
  }

  /**
   * The text of the log's third line, for example {@code FF_TIMESTAMPS:false}; empty where every
   * flag is at its default.
   */
  public String headerText() {
    return String.join(
        ", ", changed().stream().map(flag -> flag.key() + ":" + enabled(flag)).toList());
  }
}
