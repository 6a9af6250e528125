package dev.slipway.domain.trace;

import java.time.Instant;

/**
 * The filters of one channel, in front of a log that channels share.
 *
 * <p>Every filter is the channel's own, so a line of the manager never cuts a character, a phrase
 * or a line of the job in two. Masking comes before timestamps: a secret of several lines is found.
 *
 * <p>What is half decided when a chain is closed leaves as it is; a last line without end gets one
 * where lines are stamped. The closing line of a job belongs on a new chain: behind a section
 * marker the old one would call it a continuation.
 */
public final class TraceFilterChain {
  private final TraceLog log;
  private final PhraseMasker phrases;
  private final UrlParameterMasker urlParameters;
  private final TokenPrefixMasker tokens;
  private final Utf8Repair utf8;
  private final Timestamper timestamper;
  private final boolean timestamps;
  private Instant now = Instant.EPOCH;
  private byte lastByte = '\n';

  /**
   * A chain with nothing in it.
   *
   * @param timestamps {@code FF_TIMESTAMPS}
   */
  public TraceFilterChain(
      TraceChannel channel, MaskingRules rules, boolean timestamps, TraceLog log) {
    this.log = log;
    this.timestamps = timestamps;
    timestamper = new Timestamper(channel, log);
    utf8 = new Utf8Repair(this::finish);
    tokens = new TokenPrefixMasker(rules.tokenPrefixes(), utf8::write);
    urlParameters = new UrlParameterMasker(tokens::write);
    phrases = new PhraseMasker(rules.phrases(), urlParameters::write);
  }

  /** Writes a whole array. */
  public void write(Instant time, byte[] bytes) {
    write(time, bytes, 0, bytes.length);
  }

  /**
   * Writes the bytes from {@code from} (included) to {@code to} (excluded).
   *
   * @param time when they were read; lines that begin in them carry it
   */
  public void write(Instant time, byte[] bytes, int from, int to) {
    if (log.isFull() || from == to) {
      return;
    }
    now = time;
    lastByte = bytes[to - 1];
    phrases.write(bytes, from, to);
  }

  /** Ends the channel. A chain may be written to again afterwards; it then begins afresh. */
  public void close(Instant time) {
    now = time;
    phrases.close();
    urlParameters.close();
    tokens.close();
    utf8.close();
    timestamper.close();
    lastByte = '\n';
  }

  /**
   * Whether a new chain that gets the bytes that follow would write the same: the last byte ended a
   * line and no filter is in the middle of something. Such a place is fit for a checkpoint.
   */
  public boolean isAtRest() {
    return lastByte == '\n'
        && phrases.holdsNothing()
        && urlParameters.isAtRest()
        && tokens.isAtRest()
        && utf8.holdsNothing()
        && timestamper.isAtLineBegin();
  }

  private void finish(byte[] bytes, int from, int to) {
    if (timestamps) {
      timestamper.write(now, bytes, from, to);
    } else {
      log.write(bytes, from, to);
    }
  }
}
