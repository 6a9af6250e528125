package dev.slipway.app.helper.selection;

import java.util.Map;

/**
 * Variables in a path, as a POSIX shell replaces them within double quotes: <code>$NAME</code>,
 * <code>${NAME}</code>, and with a default or an alternative, <code>${NAME:-word}</code>, <code>
 * ${NAME:+word}</code>, each also without the colon. Nothing is ever run.
 */
public final class PathExpansion {
  private final Map<String, String> environment;

  public PathExpansion(Map<String, String> environment) {
    this.environment = Map.copyOf(environment);
  }

  /**
   * The text with its variables replaced.
   *
   * @throws IllegalArgumentException where it asks for more than that; the message says what
   */
  public String expand(String text) {
    if (text.indexOf('$') < 0 && text.indexOf('\\') < 0 && text.indexOf('`') < 0) {
      return text;
    }
    StringBuilder out = new StringBuilder();
    int at = 0;
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == '`') {
        throw new IllegalArgumentException("command substitution is not supported");
      } else if (c == '\\'
          && at + 1 < text.length()
          && "$`\"\\".indexOf(text.charAt(at + 1)) >= 0) {
        out.append(text.charAt(at + 1));
        at += 2;
      } else if (c == '$') {
        at = reference(text, at + 1, out);
      } else {
        out.append(c);
        at++;
      }
    }
    return out.toString();
  }

  private int reference(String text, int at, StringBuilder out) {
    if (text.startsWith("(", at)) {
      throw new IllegalArgumentException("command substitution is not supported");
    }
    if (text.startsWith("{", at)) {
      int close = closing(text, at + 1);
      out.append(braced(text.substring(at + 1, close)));
      return close + 1;
    }
    int end = nameEnd(text, at);
    if (end == at) {
      out.append('$');
    } else {
      out.append(environment.getOrDefault(text.substring(at, end), ""));
    }
    return end;
  }

  private String braced(String inside) {
    int end = nameEnd(inside, 0);
    String name = inside.substring(0, end);
    String rest = inside.substring(end);
    if (name.isEmpty()) {
      throw new IllegalArgumentException("${" + inside + "}: bad substitution");
    }
    String value = environment.getOrDefault(name, "");
    if (rest.isEmpty()) {
      return value;
    }
    boolean colon = rest.startsWith(":");
    boolean there = colon ? !value.isEmpty() : environment.containsKey(name);
    String operation = colon ? rest.substring(1) : rest;
    if (operation.startsWith("-") || operation.startsWith("=")) {
      return there ? value : expand(operation.substring(1));
    }
    if (operation.startsWith("+")) {
      return there ? expand(operation.substring(1)) : "";
    }
    throw new IllegalArgumentException("${" + inside + "}: bad substitution");
  }

  private static int closing(String text, int from) {
    int depth = 1;
    for (int at = from; at < text.length(); at++) {
      depth += text.charAt(at) == '{' ? 1 : text.charAt(at) == '}' ? -1 : 0;
      if (depth == 0) {
        return at;
      }
    }
    throw new IllegalArgumentException("a brace is not closed");
  }

  private static int nameEnd(String text, int from) {
    int end = from;
    while (end < text.length() && isNameChar(text.charAt(end), end == from)) {
      end++;
    }
    return end;
  }

  private static boolean isNameChar(char c, boolean first) {
    return c == '_'
        || (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (!first && c >= '0' && c <= '9');
  }
}
