package dev.slipway.app.helper.archive;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/**
 * The records of a zip file as bytes. Source: PKWARE's APPNOTE 6.3.10, with the extra fields of
 * Info-ZIP for times ({@code UT}) and owners ({@code ux}).
 */
final class ZipRecords {
  static final int LOCAL = 0x04034b50;
  static final int DESCRIPTOR = 0x08074b50;
  static final int CENTRAL = 0x02014b50;
  static final int END = 0x06054b50;
  static final int END_64 = 0x06064b50;
  static final int END_64_LOCATOR = 0x07064b50;

  static final int STORED = 0;
  static final int DEFLATED = 8;
  static final int ZSTD = 93;

  static final int FLAG_ENCRYPTED = 1;
  static final int FLAG_DESCRIPTOR = 1 << 3;
  static final int FLAG_UTF_8 = 1 << 11;

  static final int EXTRA_64 = 0x0001;
  static final int EXTRA_TIME = 0x5455;
  static final int EXTRA_OWNER = 0x7875;

  static final long MAX_32 = 0xffffffffL;
  static final int MAX_16 = 0xffff;
  private static final int MADE_BY_UNIX = 3 << 8 | 63;
  private static final int MS_DOS_DIRECTORY = 0x10;
  private static final int YEAR_MIN = 1980;
  private static final int YEAR_MAX = 2107;

  private ZipRecords() {}

  /**
   * One file of the archive.
   *
   * @param streamed whether sizes and checksum follow the content
   */
  record Entry(
      String name,
      FileFacts facts,
      int method,
      boolean streamed,
      long crc,
      long packed,
      long size,
      long offset) {

    Entry at(long newOffset) {
      return new Entry(name, facts, method, streamed, crc, packed, size, newOffset);
    }

    Entry with(long newCrc, long newPacked, long newSize) {
      return new Entry(name, facts, method, streamed, newCrc, newPacked, newSize, offset);
    }

    private int flags() {
      return FLAG_UTF_8 | (streamed ? FLAG_DESCRIPTOR : 0);
    }

    private int versionNeeded(boolean large) {
      return method == ZSTD ? 63 : large ? 45 : 20;
    }
  }

  static byte[] local(Entry entry) {
    byte[] name = entry.name().getBytes(StandardCharsets.UTF_8);
    // a streamed file may turn out larger than it was: its descriptor always has 64-bit sizes
    boolean large = entry.streamed();
    ByteBuffer record = buffer(30 + name.length + 20 + 9 + 15);
    record.putInt(LOCAL);
    head(record, entry, large);
    record.putInt(entry.streamed() ? 0 : (int) entry.crc());
    record.putInt(large ? (int) MAX_32 : (int) entry.packed());
    record.putInt(large ? (int) MAX_32 : (int) entry.size());
    record.putShort((short) name.length);
    int lengthAt = record.position();
    record.putShort((short) 0).put(name);
    int extraAt = record.position();
    if (large) {
      record.putShort((short) EXTRA_64).putShort((short) 16).putLong(0).putLong(0);
    }
    extras(record, entry.facts());
    record.putShort(lengthAt, (short) (record.position() - extraAt));
    return bytes(record);
  }

  static byte[] descriptor(Entry entry) {
    ByteBuffer record = buffer(24);
    record.putInt(DESCRIPTOR).putInt((int) entry.crc());
    record.putLong(entry.packed()).putLong(entry.size());
    return bytes(record);
  }

  static byte[] central(Entry entry) {
    byte[] name = entry.name().getBytes(StandardCharsets.UTF_8);
    boolean large = entry.packed() >= MAX_32 || entry.size() >= MAX_32 || entry.offset() >= MAX_32;
    ByteBuffer record = buffer(46 + name.length + 28 + 9 + 15);
    record.putInt(CENTRAL).putShort((short) MADE_BY_UNIX);
    head(record, entry, large || entry.streamed());
    record.putInt((int) entry.crc());
    record.putInt(large ? (int) MAX_32 : (int) entry.packed());
    record.putInt(large ? (int) MAX_32 : (int) entry.size());
    record.putShort((short) name.length);
    int lengthAt = record.position();
    record.putShort((short) 0).putShort((short) 0).putShort((short) 0).putShort((short) 0);
    boolean directory = entry.facts().kind() == FileFacts.Kind.DIRECTORY;
    record.putInt(entry.facts().unixMode() << 16 | (directory ? MS_DOS_DIRECTORY : 0));
    record.putInt(large ? (int) MAX_32 : (int) entry.offset()).put(name);
    int extraAt = record.position();
    if (large) {
      record.putShort((short) EXTRA_64).putShort((short) 24);
      record.putLong(entry.size()).putLong(entry.packed()).putLong(entry.offset());
    }
    extras(record, entry.facts());
    record.putShort(lengthAt, (short) (record.position() - extraAt));
    return bytes(record);
  }

  /** The end of the archive. */
  static void end(long entries, long centralBytes, long centralOffset, OutputStream out)
      throws IOException {
    boolean large = entries >= MAX_16 || centralBytes >= MAX_32 || centralOffset >= MAX_32;
    ByteBuffer record = buffer(56 + 20 + 22);
    if (large) {
      record.putInt(END_64).putLong(44).putShort((short) MADE_BY_UNIX).putShort((short) 45);
      record.putInt(0).putInt(0).putLong(entries).putLong(entries);
      record.putLong(centralBytes).putLong(centralOffset);
      record.putInt(END_64_LOCATOR).putInt(0).putLong(centralOffset + centralBytes).putInt(1);
    }
    short count = (short) Math.min(entries, MAX_16);
    record.putInt(END).putShort((short) 0).putShort((short) 0).putShort(count).putShort(count);
    record.putInt((int) Math.min(centralBytes, MAX_32));
    record.putInt((int) Math.min(centralOffset, MAX_32)).putShort((short) 0);
    out.write(bytes(record));
  }

  /** What local and central records begin with. */
  private static void head(ByteBuffer record, Entry entry, boolean large) {
    record.putShort((short) entry.versionNeeded(large)).putShort((short) entry.flags());
    record.putShort((short) entry.method()).putInt(dosTime(entry.facts()));
  }

  private static void extras(ByteBuffer record, FileFacts facts) {
    long seconds = facts.changed().getEpochSecond();
    if (seconds > 0 && seconds <= Integer.MAX_VALUE) {
      record.putShort((short) EXTRA_TIME).putShort((short) 5).put((byte) 1).putInt((int) seconds);
    }
    record.putShort((short) EXTRA_OWNER).putShort((short) 11).put((byte) 1);
    record.put((byte) 4).putInt(facts.uid()).put((byte) 4).putInt(facts.gid());
  }

  private static int dosTime(FileFacts facts) {
    LocalDateTime time = LocalDateTime.ofInstant(facts.changed(), ZoneOffset.UTC);
    int year = Math.clamp(time.getYear(), YEAR_MIN, YEAR_MAX) - YEAR_MIN;
    int date = year << 9 | time.getMonthValue() << 5 | time.getDayOfMonth();
    int clock = time.getHour() << 11 | time.getMinute() << 5 | time.getSecond() / 2;
    return date << 16 | clock;
  }

  static ByteBuffer buffer(int bytes) {
    return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static byte[] bytes(ByteBuffer record) {
    byte[] bytes = new byte[record.position()];
    record.get(0, bytes);
    return bytes;
  }
}
