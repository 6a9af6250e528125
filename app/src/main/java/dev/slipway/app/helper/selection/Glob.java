package dev.slipway.app.helper.selection;

import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * A pattern over paths with {@code /}: {@code *} and {@code ?} stay within a segment, a segment
 * {@code **} is any number of segments, {@code [a-z]} and {@code [!a-z]} are one character, {@code
 * {a,b}} is one of several, a backslash takes the next character as it is. Names that begin with a
 * dot are like any other.
 */
final class Glob {
  private static final String SPECIAL_IN_REGEX = "\\.^$|+()[]{}*?";

  private final String text;
  private final Pattern pattern;
  private final String base;
  private final int depthMax;

  private Glob(String text, Pattern pattern, String base, int depthMax) {
    this.text = text;
    this.pattern = pattern;
    this.base = base;
    this.depthMax = depthMax;
  }

  /**
   * Reads a pattern.
   *
   * @throws IllegalArgumentException where it is none
   */
  static Glob of(String text) {
    try {
      return new Glob(text, Pattern.compile(new Regex(text).build()), baseOf(text), depth(text));
    } catch (PatternSyntaxException | IndexOutOfBoundsException e) {
      throw new IllegalArgumentException("syntax error in pattern " + text, e);
    }
  }

  /** Whether a relative path fits the whole pattern. */
  boolean matches(String path) {
    return pattern.matcher(path).matches();
  }

  /** The leading segments without a special character; empty where there are none. */
  String base() {
    return base;
  }

  /** How many segments a fitting path may have. */
  int depthMax() {
    return depthMax;
  }

  private static boolean isSpecial(String segment) {
    return segment.chars().anyMatch(c -> "*?[{\\".indexOf(c) >= 0);
  }

  private static String baseOf(String text) {
    return String.join(
        "/", Arrays.stream(text.split("/")).takeWhile(segment -> !isSpecial(segment)).toList());
  }

  private static int depth(String text) {
    boolean open = text.contains("**") || text.contains("{");
    return open ? Integer.MAX_VALUE : text.split("/").length;
  }

  @Override
  public String toString() {
    return text;
  }

  /** Turns a pattern into a regular expression. */
  private static final class Regex {
    private final String glob;
    private final StringBuilder regex = new StringBuilder();
    private int at;
    private int braces;

    Regex(String glob) {
      this.glob = glob;
    }

    String build() {
      while (at < glob.length()) {
        char c = glob.charAt(at);
        switch (c) {
          case '*' -> star();
          case '?' -> take("[^/]", 1);
          case '[' -> characters();
          case '{' -> {
            braces++;
            take("(?:", 1);
          }
          case '}' -> brace();
          case ',' -> take(braces > 0 ? "|" : ",", 1);
          case '\\' -> {
            literal(glob.charAt(at + 1));
            at += 2;
          }
          default -> {
            literal(c);
            at++;
          }
        }
      }
      if (braces != 0) {
        throw new IndexOutOfBoundsException("a brace is not closed");
      }
      return regex.toString();
    }

    private void take(String what, int characters) {
      regex.append(what);
      at += characters;
    }

    private void literal(char c) {
      if (SPECIAL_IN_REGEX.indexOf(c) >= 0) {
        regex.append('\\');
      }
      regex.append(c);
    }

    private void brace() {
      if (braces > 0) {
        braces--;
        take(")", 1);
      } else {
        take("\\}", 1);
      }
    }

    private void star() {
      boolean begins = at == 0 || "/{,".indexOf(glob.charAt(at - 1)) >= 0;
      boolean twice = glob.startsWith("**", at);
      int end = at + 2;
      boolean ends = twice && (end == glob.length() || "/},".indexOf(glob.charAt(end)) >= 0);
      if (!twice) {
        take("[^/]*", 1);
      } else if (!begins || !ends) {
        take("[^/]*", 2);
      } else if (end < glob.length() && glob.charAt(end) == '/') {
        take("(?:[^/]+/)*", 3);
      } else if (at > 0 && glob.charAt(at - 1) == '/') {
        regex.setLength(regex.length() - 1);
        take("(?:/.*)?", 2);
      } else {
        take(".*", 2);
      }
    }

    private void characters() {
      int end = at + 1;
      boolean not = glob.charAt(end) == '!' || glob.charAt(end) == '^';
      if (not) {
        end++;
      }
      int first = end;
      while (glob.charAt(end) != ']' || end == first) {
        end += glob.charAt(end) == '\\' ? 2 : 1;
      }
      String inside = glob.substring(first, end).replace("[", "\\[").replace("&&", "&\\&");
      take((not ? "[^/" : "(?!/)[") + inside + "]", end + 1 - at);
    }
  }
}
