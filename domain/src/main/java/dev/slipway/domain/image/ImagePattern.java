package dev.slipway.domain.image;

import java.util.regex.Pattern;

/**
 * A pattern of image names, as in {@code allowed_images}: {@code *} is any run without a slash,
 * {@code **} any number of whole path elements, {@code ?} one character that is no slash, {@code
 * [...]} one of some characters, {@code {a,b}} one of some words, and a backslash takes what
 * follows as it is.
 */
public final class ImagePattern {
  private final String text;
  private int at;

  private ImagePattern(String text) {
    this.text = text;
  }

  /**
   * Reads it.
   *
   * @throws IllegalArgumentException says what is wrong with it
   */
  public static Pattern parse(String text) {
    ImagePattern reader = new ImagePattern(text);
    String regex = reader.sequence(false);
    return Pattern.compile(regex);
  }

  private String sequence(boolean inBraces) {
    StringBuilder regex = new StringBuilder();
    while (at < text.length()) {
      char c = text.charAt(at);
      if (inBraces && (c == ',' || c == '}')) {
        return regex.toString();
      }
      regex.append(step(c));
    }
    if (inBraces) {
      throw wrong("a \"{\" is not closed");
    }
    return regex.toString();
  }

  private String step(char c) {
    boolean elementBegins = at == 0 || text.charAt(at - 1) == '/';
    if (elementBegins && text.startsWith("**/", at)) {
      at += 3;
      return "(?:[^/]+/)*";
    }
    if (text.startsWith("/**", at) && at + 3 == text.length()) {
      at += 3;
      return "(?:/.*)?";
    }
    if (elementBegins && text.startsWith("**", at) && at + 2 == text.length()) {
      at += 2;
      return ".*";
    }
    at++;
    return switch (c) {
      case '*' -> "[^/]*";
      case '?' -> "[^/]";
      case '[' -> characters();
      case '{' -> words();
      case '\\' -> escaped();
      default -> Pattern.quote(String.valueOf(c));
    };
  }

  private String escaped() {
    if (at == text.length()) {
      throw wrong("a \"\\\" has nothing behind it");
    }
    at++;
    return Pattern.quote(String.valueOf(text.charAt(at - 1)));
  }

  private String characters() {
    int end = text.indexOf(']', at + 1);
    if (end < 0) {
      throw wrong("a \"[\" is not closed");
    }
    String inside = text.substring(at, end);
    at = end + 1;
    boolean negated = inside.startsWith("!") || inside.startsWith("^");
    String set = (negated ? inside.substring(1) : inside).replaceAll("([\\[\\]&^\\\\])", "\\\\$1");
    return negated ? "[^/" + set + "]" : "[" + set + "]";
  }

  private String words() {
    StringBuilder regex = new StringBuilder("(?:").append(sequence(true));
    while (text.charAt(at) == ',') {
      at++;
      regex.append('|').append(sequence(true));
    }
    at++;
    return regex.append(')').toString();
  }

  private IllegalArgumentException wrong(String what) {
    return new IllegalArgumentException("\"%s\" is no pattern: %s".formatted(text, what));
  }
}
