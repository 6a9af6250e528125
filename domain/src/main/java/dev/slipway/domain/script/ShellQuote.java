package dev.slipway.domain.script;

/**
 * Quotes text for a POSIX shell.
 *
 * <p>Single quotes are the one form that every shell reads alike: within them nothing has a meaning
 * but the closing quote. The {@code $'…'} form that GitLab Runner writes is unknown to dash, and
 * double quotes leave {@code $}, backquotes and {@code !} alive. So one script fits bash, dash and
 * busybox, and {@code FF_POSIXLY_CORRECT_ESCAPES} makes no difference. Text is printed with {@code
 * printf '%s\n'}, never with {@code echo}, which reads backslashes in dash. A NUL character cannot
 * be passed to a shell at all; callers leave it out.
 */
public final class ShellQuote {
  private ShellQuote() {}

  /** The text as one word of a shell command. */
  public static String quote(String text) {
    return isPlain(text) ? text : "'" + text.replace("'", "'\\''") + "'";
  }

  /** Whether the text can be a shell's word at all. */
  public static boolean canBeQuoted(String text) {
    return text.indexOf('\0') < 0;
  }

  private static boolean isPlain(String text) {
    return !text.isEmpty() && text.chars().allMatch(ShellQuote::isPlain);
  }

  private static boolean isPlain(int c) {
    return (c >= '0' && c <= '9')
        || (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || "-_./,:@+".indexOf(c) >= 0;
  }
}
