package dev.slipway.domain.trace;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;

/**
 * Puts 32 bytes before each line, for example {@code 2026-01-02T03:04:05.123456Z 01O }: the UTC
 * time of the line's first byte, the channel, and a blank, or {@code +} where the line goes on with
 * the one before ({@code FF_TIMESTAMPS}).
 *
 * <p>A line without end is cut, and goes on under a {@code +} header, where its bytes say so and
 * never where a read happened to end:
 *
 * <ul>
 *   <li>the manager's channel: behind {@code \r ESC[0K}, which ends a section marker;
 *   <li>the others: behind a {@code \r} once {@value #PROGRESS_BYTES} bytes are waiting, so that a
 *       progress bar is seen while it moves (a short one stays one line);
 *   <li>all: at {@value #LINE_BYTES_MAX} bytes, never inside a UTF-8 sequence.
 * </ul>
 *
 * <p>GitLab's own runner cuts at each write that has a {@code \r} and no newline; that depends on
 * how the log was read, and two readers of one log would not agree. Expects valid UTF-8.
 */
final class Timestamper {
  static final int LINE_BYTES_MAX = 8192;
  static final int PROGRESS_BYTES = 1024;

  private static final int HEADER_BYTES = 32;
  private static final byte[] MARKER_END = {'\r', 0x1b, '[', '0', 'K'};

  private final TraceChannel channel;
  private final ByteSink next;
  private final byte[] line = new byte[HEADER_BYTES + LINE_BYTES_MAX + 1];
  private int end = HEADER_BYTES;
  private boolean continued;
  private long headerSecond = Long.MIN_VALUE;

  Timestamper(TraceChannel channel, ByteSink next) {
    this.channel = channel;
    this.next = next;
    line[27] = ' ';
    line[28] = hexDigit(channel.number() >> 4);
    line[29] = hexDigit(channel.number() & 0xf);
    line[30] = (byte) (channel.errors() ? 'E' : 'O');
  }

  void write(Instant now, byte[] bytes, int from, int to) {
    int at = from;
    while (at < to) {
      if (bytes[at] == '\n') {
        begin(now);
        emit(end, false);
        at++;
        continue;
      }
      if (isFull()) {
        emit(wholeCharacters(), true);
      } else if (isProgress()) {
        emit(end, true);
      }
      begin(now);
      int room = HEADER_BYTES + LINE_BYTES_MAX - end;
      int run = undecided(bytes, at, Math.min(to, at + room));
      System.arraycopy(bytes, at, line, end, run - at);
      end += run - at;
      at = run;
      if (channel.isManagers() && endsMarker()) {
        emit(end, true);
      }
    }
  }

  /** Up to where bytes can be taken before the next decision: a newline, or behind a cut's byte. */
  private int undecided(byte[] bytes, int from, int to) {
    byte cutAt = (byte) (channel.isManagers() ? 'K' : '\r');
    for (int at = from; at < to; at++) {
      if (bytes[at] == '\n') {
        return at;
      }
      if (bytes[at] == cutAt) {
        return at + 1;
      }
    }
    return to;
  }

  /** No more bytes come: a line without end gets one. */
  void close() {
    if (end > HEADER_BYTES) {
      emit(end, false);
    }
    continued = false;
  }

  /** Whether the next byte begins a new line. */
  boolean isAtLineBegin() {
    return end == HEADER_BYTES && !continued;
  }

  private boolean isFull() {
    return end == HEADER_BYTES + LINE_BYTES_MAX;
  }

  private boolean isProgress() {
    return !channel.isManagers() && end >= HEADER_BYTES + PROGRESS_BYTES && line[end - 1] == '\r';
  }

  private boolean endsMarker() {
    int from = end - MARKER_END.length;
    return from >= HEADER_BYTES && Arrays.equals(line, from, end, MARKER_END, 0, MARKER_END.length);
  }

  /** Where to cut a full line so that no character is split. */
  private int wholeCharacters() {
    int lead = end - 1;
    while (lead > end - 4 && (line[lead] & 0xc0) == 0x80) {
      lead--;
    }
    int first = line[lead] & 0xff;
    int length = first < 0x80 ? 1 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
    return lead + length > end ? lead : end;
  }

  private void begin(Instant now) {
    if (end == HEADER_BYTES) {
      stamp(now);
    }
  }

  /** Sends the line up to {@code to}; the bytes behind, part of one character, begin the next. */
  private void emit(int to, boolean cut) {
    byte displaced = line[to];
    line[to] = '\n';
    next.write(line, 0, to + 1);
    line[to] = displaced;
    int rest = end - to;
    System.arraycopy(line, to, line, HEADER_BYTES, rest);
    end = HEADER_BYTES + rest;
    continued = cut;
    line[31] = (byte) (cut ? '+' : ' ');
  }

  private void stamp(Instant now) {
    if (now.getEpochSecond() != headerSecond) {
      headerSecond = now.getEpochSecond();
      LocalDateTime time = LocalDateTime.ofEpochSecond(headerSecond, 0, ZoneOffset.UTC);
      digits(0, 4, time.getYear());
      line[4] = '-';
      digits(5, 2, time.getMonthValue());
      line[7] = '-';
      digits(8, 2, time.getDayOfMonth());
      line[10] = 'T';
      digits(11, 2, time.getHour());
      line[13] = ':';
      digits(14, 2, time.getMinute());
      line[16] = ':';
      digits(17, 2, time.getSecond());
      line[19] = '.';
      line[26] = 'Z';
    }
    digits(20, 6, now.getNano() / 1000);
    line[31] = (byte) (continued ? '+' : ' ');
  }

  private void digits(int at, int count, int value) {
    int rest = value;
    for (int i = at + count - 1; i >= at; i--) {
      line[i] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
  }

  private static byte hexDigit(int value) {
    return (byte) Character.forDigit(value, 16);
  }
}
