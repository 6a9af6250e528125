package dev.slipway.domain.script;

/**
 * Quotes text for PowerShell, both Windows PowerShell 5 and PowerShell 7.
 *
 * <p>Within single quotes nothing has a meaning but the closing quote, and four more characters
 * close them: PowerShell takes typographic quotes for plain ones. Text with control characters is
 * double-quoted instead, so that no line of a script holds them as they are: a backtick and a
 * letter where both versions know it, the character's number for the rest. Source: {@code
 * about_Quoting_Rules} and {@code about_Special_Characters}.
 */
final class PowerShellQuote {
  private static final String SINGLE_QUOTES = "'\u2018\u2019\u201a\u201b";
  private static final String DOUBLE_QUOTES = "\"\u201c\u201d\u201e";
  private static final String NAMED = "\0\u0007\b\t\n\u000b\f\r";
  private static final String NAMES = "0abtnvfr";

  private PowerShellQuote() {}

  /** The text as one expression or argument. */
  static String quote(String text) {
    return text.codePoints().anyMatch(PowerShellQuote::needsNumber)
        ? doubleQuoted(text)
        : singleQuoted(text);
  }

  /** The texts as an array. */
  static String array(Iterable<String> texts) {
    StringBuilder array = new StringBuilder("@(");
    for (String text : texts) {
      array.append(array.length() > 2 ? ", " : "").append(quote(text));
    }
    return array.append(')').toString();
  }

  private static String singleQuoted(String text) {
    StringBuilder quoted = new StringBuilder("'");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      quoted.append(c);
      if (SINGLE_QUOTES.indexOf(c) >= 0) {
        quoted.append(c);
      }
    }
    return quoted.append('\'').toString();
  }

  private static String doubleQuoted(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    text.codePoints()
        .forEach(
            c -> {
              int named = NAMED.indexOf(c);
              if (named >= 0) {
                quoted.append('`').append(NAMES.charAt(named));
              } else if (needsNumber(c)) {
                quoted.append("$([char]").append(c).append(')');
              } else {
                if (c == '`' || c == '$' || DOUBLE_QUOTES.indexOf(c) >= 0) {
                  quoted.append('`');
                }
                quoted.appendCodePoint(c);
              }
            });
    return quoted.append('"').toString();
  }

  // Half a surrogate pair has no UTF-8, and a script is a file of UTF-8.
  private static boolean needsNumber(int c) {
    return Character.isISOControl(c)
        || c == '\u2028'
        || c == '\u2029'
        || Character.getType(c) == Character.SURROGATE;
  }
}
