package dev.slipway.app.config;

/** A place in the file; lines and columns count from 1. */
record KeySite(int line, int column) implements Comparable<KeySite> {
  static final KeySite START = new KeySite(1, 1);

  /** The place of a character. */
  static KeySite of(String text, int offset) {
    int line = 1;
    int lineStart = 0;
    for (int i = text.indexOf('\n'); i >= 0 && i < offset; i = text.indexOf('\n', i + 1)) {
      line++;
      lineStart = i + 1;
    }
    return new KeySite(line, offset - lineStart + 1);
  }

  @Override
  public int compareTo(KeySite other) {
    return line != other.line
        ? Integer.compare(line, other.line)
        : Integer.compare(column, other.column);
  }

  @Override
  public String toString() {
    return line + ":" + column;
  }
}
