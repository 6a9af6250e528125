package dev.slipway.domain.trace;

import java.nio.charset.StandardCharsets;

/**
 * The job log as GitLab gets it: what the chains of a job have written, up to a limit. At the limit
 * it ends with one notice, which is over the limit but counts in size and checksum; all later bytes
 * are dropped. Expects whole UTF-8 characters in each write, which the chains give.
 */
public final class TraceLog implements ByteSink {
  private final long limitBytes;
  private final ByteSink store;
  private final Crc32 crc;
  private long size;
  private boolean full;

  /**
   * An empty log.
   *
   * @param limitBytes {@code output_limit} in bytes
   * @param store gets each byte of the log once, in order; when it fails it has taken none of the
   *     bytes, and gets no more of them
   */
  public TraceLog(long limitBytes, ByteSink store) {
    this(limitBytes, Position.BEGIN, store);
  }

  /** A log that goes on where another ended; {@code store} gets only what is new. */
  public TraceLog(long limitBytes, Position from, ByteSink store) {
    this.limitBytes = limitBytes;
    this.store = store;
    this.crc = new Crc32(from.crc32());
    this.size = from.size();
    this.full = from.full();
  }

  @Override
  public void write(byte[] bytes, int from, int to) {
    if (full || from == to) {
      return;
    }
    long room = limitBytes - size;
    if (to - from < room) {
      append(bytes, from, to);
      return;
    }
    append(bytes, from, cutAt(bytes, from, from + (int) Math.max(room, 0), to));
    byte[] notice = notice();
    append(notice, 0, notice.length);
    full = true;
  }

  /** Whether the limit was reached. */
  public boolean isFull() {
    return full;
  }

  /** How far the log is. */
  public Position position() {
    return new Position(size, crc.sum(), full);
  }

  /**
   * How far a log is.
   *
   * @param size bytes
   * @param crc32 CRC-32 (IEEE) of those bytes, 0 for none
   * @param full whether the limit was reached
   */
  public record Position(long size, long crc32, boolean full) {
    /** Nothing yet. */
    public static final Position BEGIN = new Position(0, 0, false);
  }

  private void append(byte[] bytes, int from, int to) {
    if (from < to) {
      // Full while the store has not taken the bytes: one that fails has taken none of them, and
      // gets no more, so that size and checksum are those of what it has.
      full = true;
      store.write(bytes, from, to);
      full = false;
      size += to - from;
      crc.update(bytes, from, to);
    }
  }

  /** {@code cut}, moved back where it would split a character. */
  private static int cutAt(byte[] bytes, int from, int cut, int to) {
    int at = cut;
    while (at > from && at < to && (bytes[at] & 0xc0) == 0x80) {
      at--;
    }
    return at;
  }

  private byte[] notice() {
    return ("\n\033[33;1mJob's log exceeded limit of "
            + limitBytes
            + " bytes.\nJob execution will continue but no more output will be collected.\033[0;m\n")
        .getBytes(StandardCharsets.US_ASCII);
  }
}
