package dev.slipway.ports.cluster.stream;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A strict reader of RFC 8259, just big enough for a Status object. Objects become maps, arrays
 * lists, strings strings; numbers, true, false and null become {@link Word}.
 */
public final class JsonText {
  private static final int DEPTH_MAX = 32;

  /** A number, true, false or null, as written. */
  public record Word(String text) {}

  private final String text;
  private int at;

  private JsonText(String text) {
    this.text = text;
  }

  /** The value, or empty where the text is not one whole JSON value. */
  public static Optional<Object> read(String text) {
    try {
      JsonText reader = new JsonText(text);
      Object value = reader.value(0);
      reader.skipSpace();
      return reader.at == text.length() ? Optional.of(value) : Optional.empty();
    } catch (NotJson e) {
      return Optional.empty();
    }
  }

  private Object value(int depth) throws NotJson {
    if (depth > DEPTH_MAX) {
      throw new NotJson();
    }
    skipSpace();
    return switch (peek()) {
      case '{' -> object(depth);
      case '[' -> array(depth);
      case '"' -> string();
      default -> word();
    };
  }

  private Map<String, Object> object(int depth) throws NotJson {
    Map<String, Object> map = new LinkedHashMap<>();
    at++;
    skipSpace();
    if (peek() == '}') {
      at++;
      return map;
    }
    while (true) {
      skipSpace();
      String key = string();
      skipSpace();
      expect(':');
      map.put(key, value(depth + 1));
      skipSpace();
      if (peek() == '}') {
        at++;
        return map;
      }
      expect(',');
    }
  }

  private List<Object> array(int depth) throws NotJson {
    List<Object> list = new ArrayList<>();
    at++;
    skipSpace();
    if (peek() == ']') {
      at++;
      return list;
    }
    while (true) {
      list.add(value(depth + 1));
      skipSpace();
      if (peek() == ']') {
        at++;
        return list;
      }
      expect(',');
    }
  }

  private String string() throws NotJson {
    expect('"');
    StringBuilder out = new StringBuilder();
    while (true) {
      char c = next();
      if (c == '"') {
        return out.toString();
      }
      if (c < ' ') {
        throw new NotJson();
      }
      out.append(c == '\\' ? escaped() : c);
    }
  }

  private char escaped() throws NotJson {
    char c = next();
    return switch (c) {
      case '"', '\\', '/' -> c;
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'u' -> unicode();
      default -> throw new NotJson();
    };
  }

  private char unicode() throws NotJson {
    int code = 0;
    for (int i = 0; i < 4; i++) {
      int digit = Character.digit(next(), 16);
      if (digit < 0) {
        throw new NotJson();
      }
      code = code * 16 + digit;
    }
    return (char) code;
  }

  private Word word() throws NotJson {
    int from = at;
    while (at < text.length() && (letterOrDigit() || "+-.".indexOf(text.charAt(at)) >= 0)) {
      at++;
    }
    String word = text.substring(from, at);
    boolean known = word.equals("true") || word.equals("false") || word.equals("null");
    if (!known && !word.matches("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]+)?")) {
      throw new NotJson();
    }
    return new Word(word);
  }

  private boolean letterOrDigit() {
    return text.charAt(at) < 128 && Character.isLetterOrDigit(text.charAt(at));
  }

  private void skipSpace() {
    while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
  }

  private char peek() throws NotJson {
    if (at >= text.length()) {
      throw new NotJson();
    }
    return text.charAt(at);
  }

  private char next() throws NotJson {
    char c = peek();
    at++;
    return c;
  }

  private void expect(char wanted) throws NotJson {
    if (next() != wanted) {
      throw new NotJson();
    }
  }

  /** Ends the reading; never leaves this class. */
  private static final class NotJson extends Exception {
    NotJson() {
      super("not JSON", null, false, false);
    }
  }
}
