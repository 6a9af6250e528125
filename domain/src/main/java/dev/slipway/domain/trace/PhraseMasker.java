package dev.slipway.domain.trace;

import java.util.Arrays;

/**
 * Replaces each phrase by {@code [MASKED]}: the leftmost, and of those that begin at one byte the
 * longest. Bytes that may still turn out to belong to a phrase are held back, at most as many as
 * the longest phrase has.
 */
final class PhraseMasker {
  private static final int NONE = -1;

  private final PhraseSet phrases;
  private final ByteSink next;

  // held[begin, end) is not sent yet; held[begin, scanned) has gone through the automaton
  private byte[] held = new byte[64];
  private int begin;
  private int scanned;
  private int end;
  private int state = PhraseSet.ROOT;
  private int foundBegin = NONE;
  private int foundEnd = NONE;

  PhraseMasker(PhraseSet phrases, ByteSink next) {
    this.phrases = phrases;
    this.next = next;
  }

  void write(byte[] bytes, int from, int to) {
    int at = from;
    while (at < to) {
      if (begin == end) {
        int plain = at;
        while (at < to && !phrases.mayBegin(bytes[at])) {
          at++;
        }
        send(bytes, plain, at);
      }
      if (at < to) {
        hold(bytes[at++]);
        scan();
      }
    }
  }

  /** No more bytes come: what is held is decided as it stands. */
  void close() {
    while (foundEnd != NONE) {
      mask();
      scan();
    }
    releaseUpTo(end);
    state = PhraseSet.ROOT;
  }

  boolean holdsNothing() {
    return begin == end;
  }

  private void scan() {
    while (scanned < end) {
      state = phrases.next(state, held[scanned++]);
      int alive = scanned - phrases.depth(state);
      if (foundEnd != NONE && alive > foundBegin) {
        mask(); // nothing that begins as early can still come
        continue;
      }
      int length = phrases.longestEnding(state);
      if (length > 0 && (foundEnd == NONE || scanned - length <= foundBegin)) {
        foundBegin = scanned - length;
        foundEnd = scanned;
      }
      if (foundEnd == NONE) {
        releaseUpTo(alive);
      } else if (foundEnd == scanned && foundBegin == alive && phrases.isLeaf(state)) {
        mask();
      }
    }
  }

  /** Sends the found phrase as the mask and goes through the bytes behind it afresh. */
  private void mask() {
    releaseUpTo(foundBegin);
    next.write(MaskingRules.mask());
    begin = foundEnd;
    scanned = foundEnd;
    foundBegin = NONE;
    foundEnd = NONE;
    state = PhraseSet.ROOT;
  }

  private void releaseUpTo(int to) {
    send(held, begin, to);
    begin = to;
  }

  private void send(byte[] bytes, int from, int to) {
    if (from < to) {
      next.write(bytes, from, to);
    }
  }

  private void hold(byte b) {
    if (end == held.length) {
      makeRoom();
    }
    held[end++] = b;
  }

  private void makeRoom() {
    byte[] target = begin > held.length / 2 ? held : Arrays.copyOf(held, held.length * 2);
    System.arraycopy(held, begin, target, 0, end - begin);
    held = target;
    scanned -= begin;
    end -= begin;
    if (foundEnd != NONE) {
      foundBegin -= begin;
      foundEnd -= begin;
    }
    begin = 0;
  }
}
