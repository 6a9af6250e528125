package dev.slipway.domain.variable;

import java.util.function.UnaryOperator;

/**
 * Replaces {@code $NAME} and <code>${NAME}</code> once, as GitLab Runner does: {@code $$} is a
 * dollar, a shell's special parameters are empty, what cannot be a reference stays as it is, and a
 * backslash protects nothing.
 */
final class VariableExpansion {
  private static final String SPECIAL = "*#$@!?-0123456789";

  private VariableExpansion() {}

  /**
   * The text with each reference replaced.
   *
   * @param lookup the value of a name; empty for a name nobody defined
   */
  static String expand(String text, UnaryOperator<String> lookup) {
    int dollar = text.indexOf('$');
    if (dollar < 0) {
      return text;
    }
    StringBuilder out = new StringBuilder(text.length());
    int from = 0;
    while (dollar >= 0 && dollar + 1 < text.length()) {
      out.append(text, from, dollar);
      from = reference(text, dollar + 1, lookup, out);
      dollar = text.indexOf('$', from);
    }
    return out.append(text, from, text.length()).toString();
  }

  /** Handles what follows a dollar at {@code start - 1}; answers where to go on. */
  private static int reference(
      String text, int start, UnaryOperator<String> lookup, StringBuilder out) {
    char first = text.charAt(start);
    if (first == '{') {
      int close = text.indexOf('}', start + 1);
      if (close < 0) {
        return start + 1; // only "${" is eaten
      }
      if (close > start + 1) {
        out.append(valueOf(text.substring(start + 1, close), lookup));
      }
      return close + 1;
    }
    if (SPECIAL.indexOf(first) >= 0) {
      out.append(valueOf(String.valueOf(first), lookup));
      return start + 1;
    }
    int end = start;
    while (end < text.length() && isNameChar(text.charAt(end))) {
      end++;
    }
    if (end == start) {
      out.append('$');
    } else {
      out.append(lookup.apply(text.substring(start, end)));
    }
    return end;
  }

  private static String valueOf(String name, UnaryOperator<String> lookup) {
    if (name.equals("$")) {
      return "$";
    }
    boolean emptyParameter = name.length() == 1 && "*#@!?0123456789".contains(name);
    return emptyParameter ? "" : lookup.apply(name);
  }

  private static boolean isNameChar(char c) {
    return c == '_' || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }
}
