package dev.slipway.app.config;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Where each key of a TOML text stands. The parser that reads the values forgets places; this one
 * reads nothing else. It never fails: of a text that is not TOML it gives what it understood.
 *
 * <p>Rules: TOML 1.0.
 */
final class KeyIndex {
  /** A key that is defined twice. */
  record Repeated(KeyPath path, KeySite first, KeySite again) {
    String text() {
      return "%s is given twice, first in line %d; keep one of them".formatted(path, first.line());
    }
  }

  /** A whole number that does not fit into 64 bits. */
  record TooLarge(KeyPath path, String digits) {}

  private static final Pattern WHOLE =
      Pattern.compile("[+-]?(0x[0-9a-fA-F_]+|0o[0-7_]+|0b[01_]+|[0-9][0-9_]*)");

  private final TomlCursor cursor;
  private final Map<String, KeySite> sites = new HashMap<>();
  private final Map<String, Integer> tablesInList = new HashMap<>();
  private final Set<String> defined = new HashSet<>();
  private final List<Repeated> repeated = new ArrayList<>();
  private final List<TooLarge> tooLarge = new ArrayList<>();

  private KeyIndex(String text) {
    cursor = new TomlCursor(text);
  }

  static KeyIndex of(String text) {
    KeyIndex index = new KeyIndex(text);
    index.readLines();
    return index;
  }

  /** The place of a key or table; of the nearest one above where it has none of its own. */
  KeySite site(KeyPath path) {
    Optional<String> id = Optional.of(path.id());
    while (id.isPresent()) {
      KeySite site = sites.get(id.get());
      if (site != null) {
        return site;
      }
      id = KeyPath.above(id.get());
    }
    return KeySite.START;
  }

  List<Repeated> repeated() {
    return List.copyOf(repeated);
  }

  List<TooLarge> tooLarge() {
    return List.copyOf(tooLarge);
  }

  private void readLines() {
    KeyPath table = KeyPath.TOP;
    for (cursor.skipBlank(); !cursor.atEnd(); cursor.skipBlank()) {
      int before = cursor.offset();
      if (cursor.take("[[")) {
        table = listedTable();
      } else if (cursor.take("[")) {
        table = plainTable();
      } else {
        keyAndValue(table);
      }
      cursor.skipToLineEnd();
      if (cursor.offset() == before) {
        return;
      }
    }
  }

  private KeyPath plainTable() {
    KeyPath path = KeyPath.TOP;
    KeySite last = KeySite.START;
    List<TomlCursor.Word> words = cursor.dottedKey();
    for (TomlCursor.Word word : words) {
      path = lastOf(path).child(word.text());
      last = cursor.site(word);
      sites.putIfAbsent(path.id(), last);
    }
    define(path, last);
    return lastOf(path);
  }

  private KeyPath listedTable() {
    KeyPath path = KeyPath.TOP;
    KeySite last = KeySite.START;
    for (TomlCursor.Word word : cursor.dottedKey()) {
      path = lastOf(path).child(word.text());
      last = cursor.site(word);
      sites.putIfAbsent(path.id(), last);
    }
    int index = tablesInList.merge(path.id(), 1, Integer::sum) - 1;
    sites.put(path.at(index).id(), last);
    return path.at(index);
  }

  private KeyPath lastOf(KeyPath path) {
    Integer count = tablesInList.get(path.id());
    return count == null ? path : path.at(count - 1);
  }

  private void keyAndValue(KeyPath table) {
    KeyPath path = table;
    KeySite last = KeySite.START;
    for (TomlCursor.Word word : cursor.dottedKey()) {
      path = path.child(word.text());
      last = cursor.site(word);
      sites.putIfAbsent(path.id(), last);
    }
    define(path, last);
    cursor.skipSpaces();
    if (cursor.take("=")) {
      value(path);
    }
  }

  private void define(KeyPath path, KeySite site) {
    if (!defined.add(path.id())) {
      repeated.add(new Repeated(path, site(path), site));
    }
  }

  private void value(KeyPath path) {
    cursor.skipSpaces();
    if (cursor.take("[")) {
      list(path);
    } else if (cursor.take("{")) {
      inlineTable(path);
    } else if (!cursor.skipString()) {
      String token = cursor.bareToken();
      if (WHOLE.matcher(token).matches() && !fits(token.replace("_", ""))) {
        tooLarge.add(new TooLarge(path, token));
      }
    }
  }

  private void list(KeyPath path) {
    int index = 0;
    for (cursor.skipBlank(); !cursor.atEnd() && !cursor.take("]"); cursor.skipBlank()) {
      int before = cursor.offset();
      sites.putIfAbsent(path.at(index).id(), cursor.here());
      value(path.at(index));
      index++;
      cursor.skipBlank();
      cursor.take(",");
      if (cursor.offset() == before) {
        return;
      }
    }
  }

  private void inlineTable(KeyPath path) {
    for (cursor.skipBlank(); !cursor.atEnd() && !cursor.take("}"); cursor.skipBlank()) {
      int before = cursor.offset();
      keyAndValue(path);
      cursor.skipBlank();
      cursor.take(",");
      if (cursor.offset() == before) {
        return;
      }
    }
  }

  private static boolean fits(String token) {
    boolean negative = token.startsWith("-");
    String digits = negative || token.startsWith("+") ? token.substring(1) : token;
    int radix =
        switch (digits.length() > 1 ? digits.charAt(1) : '0') {
          case 'x' -> 16;
          case 'o' -> 8;
          case 'b' -> 2;
          default -> 10;
        };
    BigInteger number = new BigInteger(radix == 10 ? digits : digits.substring(2), radix);
    return (negative ? number.negate() : number).bitLength() < Long.SIZE;
  }
}
