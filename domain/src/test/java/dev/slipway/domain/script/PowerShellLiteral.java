package dev.slipway.domain.script;

/**
 * Reads one string literal of PowerShell, by the rules of the language's specification (2.3.5.2 and
 * 2.3.7) and not by what the writer does.
 */
final class PowerShellLiteral {
  private final String code;
  private final StringBuilder value = new StringBuilder();
  private int at;

  private PowerShellLiteral(String code) {
    this.code = code;
  }

  /** The value of a literal that is the whole of the code. */
  static String read(String code) {
    PowerShellLiteral literal = new PowerShellLiteral(code);
    char first = literal.next();
    if (isSingleQuote(first)) {
      literal.verbatim();
    } else if (isDoubleQuote(first)) {
      literal.expandable();
    } else {
      throw new AssertionError("no literal: " + code);
    }
    if (literal.at != code.length()) {
      throw new AssertionError("the literal ends at %d of: %s".formatted(literal.at, code));
    }
    return literal.value.toString();
  }

  private void verbatim() {
    while (true) {
      char c = next();
      if (!isSingleQuote(c)) {
        value.append(c);
      } else if (at < code.length() && isSingleQuote(code.charAt(at))) {
        value.append(next());
      } else {
        return;
      }
    }
  }

  private void expandable() {
    while (true) {
      char c = next();
      if (c == '`') {
        escaped(next());
      } else if (c == '$') {
        dollar();
      } else if (!isDoubleQuote(c)) {
        value.append(c);
      } else if (at < code.length() && isDoubleQuote(code.charAt(at))) {
        value.append(next());
      } else {
        return;
      }
    }
  }

  // as both Windows PowerShell 5 and PowerShell 7 read it: only 7 knows `e and `u
  private void escaped(char c) {
    switch (c) {
      case '0' -> value.append('\0');
      case 'a' -> value.append('\u0007');
      case 'b' -> value.append('\b');
      case 'f' -> value.append('\f');
      case 'n' -> value.append('\n');
      case 'r' -> value.append('\r');
      case 't' -> value.append('\t');
      case 'v' -> value.append('\u000b');
      case 'e', 'u' -> throw new AssertionError("the versions differ in `" + c + ": " + code);
      default -> value.append(c);
    }
  }

  private void dollar() {
    String cast = "([char]";
    if (code.startsWith(cast, at)) {
      int end = code.indexOf(')', at);
      value.append((char) Integer.parseInt(code.substring(at + cast.length(), end)));
      at = end + 1;
      return;
    }
    char c = at < code.length() ? code.charAt(at) : ' ';
    if (c == '(' || c == '{' || c == '_' || c == '?' || c == '^' || c == '$' || c == ':') {
      throw new AssertionError("something is expanded: " + code);
    }
    if (Character.isLetterOrDigit(c)) {
      throw new AssertionError("a variable is expanded: " + code);
    }
    value.append('$');
  }

  private char next() {
    if (at == code.length()) {
      throw new AssertionError("the literal has no end: " + code);
    }
    return code.charAt(at++);
  }

  private static boolean isSingleQuote(char c) {
    return c == '\'' || (c >= '\u2018' && c <= '\u201b');
  }

  private static boolean isDoubleQuote(char c) {
    return c == '"' || (c >= '\u201c' && c <= '\u201e');
  }
}
