package dev.slipway.app.config;

import java.util.ArrayList;
import java.util.List;

/** Walks over the text of a TOML file, one token after another. */
final class TomlCursor {
  /** A key, or one part of a dotted one. */
  record Word(String text, int offset) {}

  private static final String BARE =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-";

  private final String text;
  private int offset;

  TomlCursor(String text) {
    this.text = text;
  }

  int offset() {
    return offset;
  }

  boolean atEnd() {
    return offset >= text.length();
  }

  KeySite here() {
    return KeySite.of(text, offset);
  }

  KeySite site(Word word) {
    return KeySite.of(text, word.offset());
  }

  /** Takes {@code expected} where it comes next. */
  boolean take(String expected) {
    boolean next = text.startsWith(expected, offset);
    offset += next ? expected.length() : 0;
    return next;
  }

  void skipSpaces() {
    while (!atEnd() && (peek() == ' ' || peek() == '\t')) {
      offset++;
    }
  }

  /** Skips spaces, line ends and comments. */
  void skipBlank() {
    while (!atEnd()) {
      if (peek() == '#') {
        skipToLineEnd();
      } else if (Character.isWhitespace(peek())) {
        offset++;
      } else {
        return;
      }
    }
  }

  void skipToLineEnd() {
    int end = text.indexOf('\n', offset);
    offset = end < 0 ? text.length() : end + 1;
  }

  /** Reads {@code a."b.c".d}; stops at whatever is no key. */
  List<Word> dottedKey() {
    List<Word> words = new ArrayList<>();
    do {
      skipSpaces();
      int start = offset;
      if (atEnd()) {
        return words;
      }
      if (peek() == '"' || peek() == '\'') {
        skipString();
        words.add(new Word(unquoted(text.substring(start, offset)), start));
      } else {
        while (!atEnd() && isBare(peek())) {
          offset++;
        }
        words.add(new Word(text.substring(start, offset), start));
      }
      skipSpaces();
    } while (take("."));
    return words;
  }

  /** Skips a string of any of the four kinds; false where none begins here. */
  boolean skipString() {
    for (String quote : List.of("\"\"\"", "'''", "\"", "'")) {
      if (take(quote)) {
        skipBehind(quote);
        return true;
      }
    }
    return false;
  }

  private void skipBehind(String quote) {
    boolean escapes = quote.charAt(0) == '"';
    boolean oneLine = quote.length() == 1;
    while (!atEnd()) {
      if (escapes && peek() == '\\') {
        offset = Math.min(text.length(), offset + 2);
      } else if (take(quote)) {
        // A multi-line string may end in up to two more quotes that belong to it.
        for (int i = 0; !oneLine && i < 2; i++) {
          take(quote.substring(0, 1));
        }
        return;
      } else if (oneLine && peek() == '\n') {
        return;
      } else {
        offset++;
      }
    }
  }

  /** A number, date or boolean: everything up to a separator. */
  String bareToken() {
    int start = offset;
    while (!atEnd() && ",]}#\n".indexOf(peek()) < 0) {
      offset++;
    }
    return text.substring(start, offset).strip();
  }

  private char peek() {
    return text.charAt(offset);
  }

  private static boolean isBare(char c) {
    return BARE.indexOf(c) >= 0;
  }

  /** Only the escapes that keys have in practice; any other merely loses the key its place. */
  private static String unquoted(String quoted) {
    String body = quoted.substring(1, Math.max(1, quoted.length() - 1));
    return quoted.charAt(0) == '\'' ? body : body.replace("\\\"", "\"").replace("\\\\", "\\");
  }
}
