package dev.slipway.app.config;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The way to a value from the top of the file, with the keys as the user wrote them.
 *
 * @param id tells paths apart: each step behind a sign for its kind, a key or a place in a list
 * @param shown as in a table header, for example {@code runners.kubernetes.node_selector."a.b/c"};
 *     without places in lists: the line says which one it is
 */
record KeyPath(String id, String shown) {
  static final KeyPath TOP = new KeyPath("", "");

  private static final char KEY = '\u0000';
  private static final char PLACE = '\u0001';
  private static final Pattern BARE = Pattern.compile("[A-Za-z0-9_-]+");

  KeyPath child(String name) {
    String step = BARE.matcher(name).matches() ? name : '"' + name.replace("\"", "\\\"") + '"';
    return new KeyPath(id + KEY + name, shown.isEmpty() ? step : shown + '.' + step);
  }

  KeyPath at(int place) {
    return new KeyPath(id + PLACE + place, shown);
  }

  /** The id one step up; empty at the top. */
  static Optional<String> above(String id) {
    int last = Math.max(id.lastIndexOf(KEY), id.lastIndexOf(PLACE));
    return last < 0 ? Optional.empty() : Optional.of(id.substring(0, last));
  }

  @Override
  public String toString() {
    return shown;
  }
}
