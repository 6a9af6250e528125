package dev.slipway.domain.trace;

/**
 * Keeps a known token prefix and replaces the run of {@code [0-9A-Za-z._=-]} behind it by one
 * {@code [MASKED]}; a prefix with nothing behind it stays. Holds nothing back: the prefix may be
 * seen, and the mask is written at the token's first byte.
 */
final class TokenPrefixMasker {
  private final PhraseSet prefixes;
  private final ByteSink next;
  private int state = PhraseSet.ROOT;
  private boolean inToken;

  TokenPrefixMasker(PhraseSet prefixes, ByteSink next) {
    this.prefixes = prefixes;
    this.next = next;
  }

  void write(byte[] bytes, int from, int to) {
    int unsent = from;
    for (int at = from; at < to; at++) {
      byte b = bytes[at];
      if (state == PhraseSet.ROOT && !inToken && !prefixes.mayBegin(b)) {
        continue; // by far the most frequent case
      }
      if (isTokenByte(b)) {
        if (inToken) {
          unsent = at + 1;
          continue;
        }
        if (prefixes.longestEnding(state) > 0) {
          send(bytes, unsent, at);
          next.write(MaskingRules.mask());
          unsent = at + 1;
          inToken = true;
          state = PhraseSet.ROOT;
          continue;
        }
      }
      inToken = false;
      state = prefixes.next(state, b);
    }
    send(bytes, unsent, to);
  }

  /** No more bytes come. */
  void close() {
    inToken = false;
    state = PhraseSet.ROOT;
  }

  /** Whether the next byte is judged as the first byte of a log would be. */
  boolean isAtRest() {
    return !inToken && state == PhraseSet.ROOT;
  }

  private void send(byte[] bytes, int from, int to) {
    if (from < to) {
      next.write(bytes, from, to);
    }
  }

  private static boolean isTokenByte(byte b) {
    return (b >= '0' && b <= '9')
        || (b >= 'A' && b <= 'Z')
        || (b >= 'a' && b <= 'z')
        || b == '.'
        || b == '_'
        || b == '='
        || b == '-';
  }
}
