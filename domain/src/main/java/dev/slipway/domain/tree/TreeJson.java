package dev.slipway.domain.tree;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Reads and writes JSON (RFC 8259), strictly. Of a key that comes twice the last value counts. */
public final class TreeJson {
  private static final int DEPTH_MAX = 64;

  private final String text;
  private int at;

  private TreeJson(String text) {
    this.text = text;
  }

  /** The value, or empty where the text is not one whole JSON value. */
  public static Optional<Tree> read(String text) {
    try {
      TreeJson reader = new TreeJson(text);
      Tree value = reader.value(0);
      reader.skipSpace();
      return reader.at == text.length() ? Optional.of(value) : Optional.empty();
    } catch (NotJson e) {
      return Optional.empty();
    }
  }

  /** On one line, without a blank. */
  public static String write(Tree tree) {
    StringBuilder out = new StringBuilder();
    write(out, tree, "", false);
    return out.toString();
  }

  /** Indented by two, without a line break at the end. */
  public static String indented(Tree tree) {
    StringBuilder out = new StringBuilder();
    write(out, tree, "\n", true);
    return out.toString();
  }

  private static void write(StringBuilder out, Tree tree, String newLine, boolean indented) {
    String inner = indented ? newLine + "  " : "";
    switch (tree) {
      case Tree.Branch(Map<String, Tree> entries) -> {
        String separator = "{" + inner;
        for (Map.Entry<String, Tree> entry : entries.entrySet()) {
          quote(out.append(separator), entry.getKey());
          write(out.append(indented ? ": " : ":"), entry.getValue(), inner, indented);
          separator = "," + inner;
        }
        out.append(entries.isEmpty() ? "{}" : newLine + "}");
      }
      case Tree.Items(List<Tree> list) -> {
        String separator = "[" + inner;
        for (Tree one : list) {
          write(out.append(separator), one, inner, indented);
          separator = "," + inner;
        }
        out.append(list.isEmpty() ? "[]" : newLine + "]");
      }
      case Tree.Text(String value) -> quote(out, value);
      case Tree.Word(String word) -> out.append(word);
    }
  }

  /** The text as a JSON string, in quotes. */
  static void quote(StringBuilder out, String text) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"', '\\' -> out.append('\\').append(c);
        case '\n' -> out.append("\\n");
        case '\t' -> out.append("\\t");
        default -> {
          if (c < ' ' || c == 0x7f) {
            out.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
          } else {
            out.append(c);
          }
        }
      }
    }
    out.append('"');
  }

  private Tree value(int depth) throws NotJson {
    if (depth > DEPTH_MAX) {
      throw new NotJson();
    }
    skipSpace();
    return switch (peek()) {
      case '{' -> object(depth);
      case '[' -> array(depth);
      case '"' -> new Tree.Text(string());
      default -> word();
    };
  }

  private Tree object(int depth) throws NotJson {
    Map<String, Tree> map = new LinkedHashMap<>();
    at++;
    skipSpace();
    if (peek() == '}') {
      at++;
      return new Tree.Branch(map);
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
        return new Tree.Branch(map);
      }
      expect(',');
    }
  }

  private Tree array(int depth) throws NotJson {
    List<Tree> list = new ArrayList<>();
    at++;
    skipSpace();
    if (peek() == ']') {
      at++;
      return new Tree.Items(list);
    }
    while (true) {
      list.add(value(depth + 1));
      skipSpace();
      if (peek() == ']') {
        at++;
        return new Tree.Items(list);
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

  private Tree word() throws NotJson {
    int from = at;
    while (at < text.length() && (letterOrDigit() || "+-.".indexOf(text.charAt(at)) >= 0)) {
      at++;
    }
    String word = text.substring(from, at);
    boolean known = word.equals("true") || word.equals("false") || word.equals("null");
    if (!known && !word.matches("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]+)?")) {
      throw new NotJson();
    }
    return new Tree.Word(word);
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
