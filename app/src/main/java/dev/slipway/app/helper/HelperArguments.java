package dev.slipway.app.helper;

import dev.slipway.domain.script.GoDuration;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** What a helper command was given: by flags, else by variables, else by default. */
public final class HelperArguments {
  private final List<HelperFlag> flags;
  private final Map<String, List<String>> given;
  private final Map<String, String> environment;
  private final List<String> words;

  /**
   * Keeps them.
   *
   * @param given the flags that were typed, by key
   * @param words what is no flag
   */
  public HelperArguments(
      List<HelperFlag> flags,
      Map<String, List<String>> given,
      Map<String, String> environment,
      List<String> words) {
    this.flags = List.copyOf(flags);
    this.given = Map.copyOf(given);
    this.environment = Map.copyOf(environment);
    this.words = List.copyOf(words);
  }

  /** The text; empty where there is none. */
  String text(String key) {
    List<String> typed = given.getOrDefault(key, List.of());
    if (!typed.isEmpty()) {
      return typed.getLast();
    }
    HelperFlag flag = flag(key);
    String variable = environment.getOrDefault(flag.variable(), "");
    return flag.variable().isEmpty() || variable.isEmpty() ? flag.standard() : variable;
  }

  /** The text, if there is one. */
  Optional<String> optional(String key) {
    return Optional.of(text(key)).filter(text -> !text.isEmpty());
  }

  List<String> texts(String key) {
    return given.getOrDefault(flag(key).key(), List.of());
  }

  boolean isOn(String key) {
    return isTrue(text(key));
  }

  /**
   * A whole number.
   *
   * @throws HelperFailure where it is none, or less than the least
   */
  long number(String key, long least) throws HelperFailure {
    String text = text(key);
    OptionalLong number = whole(text);
    if (number.isEmpty() || number.getAsLong() < least) {
      throw new HelperFailure(
          "%s: \"%s\" is not usable: give a whole number of at least %d"
              .formatted(key, text, least));
    }
    return number.getAsLong();
  }

  /** A whole number; empty where the text is none. */
  static OptionalLong whole(String text) {
    try {
      return OptionalLong.of(Long.parseLong(text.strip()));
    } catch (NumberFormatException e) {
      return OptionalLong.empty();
    }
  }

  /**
   * A Go duration such as {@code 1h0m0s}.
   *
   * @throws HelperFailure where it is none
   */
  Duration duration(String key) throws HelperFailure {
    String text = text(key);
    return GoDuration.parse(text)
        .orElseThrow(
            () ->
                new HelperFailure(
                    "%s: \"%s\" is not a duration: write numbers with units, such as 1h30m"
                        .formatted(key, text)));
  }

  List<String> words() {
    return words;
  }

  /** The words that mean yes. */
  static boolean isTrue(String text) {
    return List.of("1", "t", "T", "TRUE", "true", "True").contains(text);
  }

  private HelperFlag flag(String key) {
    return flags.stream()
        .filter(flag -> flag.key().equals(key))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no flag " + key));
  }
}
