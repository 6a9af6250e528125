package dev.slipway.domain.trace;

/**
 * Replaces each byte that is not part of valid UTF-8 (RFC 3629) by U+FFFD. An incomplete sequence
 * is held until its next byte shows what it is.
 */
final class Utf8Repair {
  private static final byte[] REPLACEMENT = {(byte) 0xef, (byte) 0xbf, (byte) 0xbd};
  private static final int INVALID = 0;
  private static final int INCOMPLETE = -1;

  private final ByteSink next;
  private final byte[] held = new byte[4];
  private int heldLength;

  Utf8Repair(ByteSink next) {
    this.next = next;
  }

  void write(byte[] bytes, int from, int to) {
    int at = from;
    while (heldLength > 0 && at < to) {
      at = completeHeld(bytes, at);
    }
    int unsent = at;
    while (at < to) {
      int length = bytes[at] >= 0 ? 1 : lengthAt(bytes, at, to);
      if (length == INCOMPLETE) {
        System.arraycopy(bytes, at, held, 0, to - at);
        heldLength = to - at;
        break;
      }
      if (length == INVALID) {
        send(bytes, unsent, at);
        next.write(REPLACEMENT);
        unsent = at + 1;
      }
      at += Math.max(length, 1);
    }
    send(bytes, unsent, at);
  }

  /** No more bytes come: what is incomplete is invalid. */
  void close() {
    for (; heldLength > 0; heldLength--) {
      next.write(REPLACEMENT);
    }
  }

  boolean holdsNothing() {
    return heldLength == 0;
  }

  /** Takes one byte into the held sequence; answers where to go on reading. */
  private int completeHeld(byte[] bytes, int at) {
    held[heldLength] = bytes[at];
    int length = lengthAt(held, 0, heldLength + 1);
    if (length == INVALID) {
      close(); // the new byte is not part of them and is read again
      return at;
    }
    heldLength++;
    if (length != INCOMPLETE) {
      send(held, 0, heldLength);
      heldLength = 0;
    }
    return at + 1;
  }

  private void send(byte[] bytes, int from, int to) {
    if (from < to) {
      next.write(bytes, from, to);
    }
  }

  /** The length of the sequence at {@code at}, or what is wrong with it. */
  private static int lengthAt(byte[] bytes, int at, int to) {
    int lead = bytes[at] & 0xff;
    int length =
        lead < 0x80 ? 1 : lead < 0xc2 ? 0 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : lead < 0xf5 ? 4 : 0;
    if (length < 2) {
      return length;
    }
    for (int i = 1; i < length; i++) {
      if (at + i == to) {
        return INCOMPLETE;
      }
      int b = bytes[at + i] & 0xff;
      int lowest = i > 1 ? 0x80 : lead == 0xe0 ? 0xa0 : lead == 0xf0 ? 0x90 : 0x80;
      int highest = i > 1 ? 0xbf : lead == 0xed ? 0x9f : lead == 0xf4 ? 0x8f : 0xbf;
      if (b < lowest || b > highest) {
        return INVALID;
      }
    }
    return length;
  }
}
