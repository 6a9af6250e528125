package dev.slipway.app.helper;

import java.util.List;

/**
 * One flag of a helper command.
 *
 * @param names with their dashes, the long one first
 * @param variable the environment variable that stands for it; empty for none
 * @param standard what holds when neither is given; empty for nothing
 */
public record HelperFlag(
    List<String> names, Kind kind, String variable, String standard, String meaning) {
  public HelperFlag {
    names = List.copyOf(names);
  }

  /** What may stand behind it. */
  public enum Kind {
    /** One text; the last one wins. */
    TEXT,
    /** One text each time it is given. */
    TEXTS,
    /** Nothing, or true or false. */
    SWITCH
  }

  static HelperFlag text(String name, String variable, String standard, String meaning) {
    return new HelperFlag(List.of(name), Kind.TEXT, variable, standard, meaning);
  }

  static HelperFlag texts(String name, String meaning) {
    return new HelperFlag(List.of(name), Kind.TEXTS, "", "", meaning);
  }

  static HelperFlag onOff(String name, String variable, String meaning) {
    return new HelperFlag(List.of(name), Kind.SWITCH, variable, "", meaning);
  }

  /** The name that a command reads it by. */
  public String key() {
    return names.getFirst();
  }
}
