package dev.slipway.app.helper.archive;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/** Goes through the directory at the end of a zip file, one entry at a time. */
final class ZipDirectory {
  private static final int END_BYTES = 22;
  private static final int END_SEARCH_BYTES = END_BYTES + ZipRecords.MAX_16;
  private static final int CENTRAL_BYTES = 46;
  private static final int WINDOW_BYTES = 256 << 10;
  private static final int MADE_BY_UNIX = 3;
  private static final int MADE_BY_MAC = 19;

  private final FileChannel file;
  private long next;
  private long left;
  private ByteBuffer window = ByteBuffer.allocate(0);
  private long windowAt;

  /** An entry as the directory tells of it. */
  record Entry(
      String name,
      int flags,
      int method,
      long crc,
      long packed,
      long size,
      long offset,
      FileFacts facts) {}

  ZipDirectory(FileChannel file) throws IOException {
    this.file = file;
    findEnd();
  }

  private void findEnd() throws IOException {
    long size = file.size();
    int length = (int) Math.min(size, END_SEARCH_BYTES);
    ByteBuffer tail = read(size - length, length);
    for (int at = length - END_BYTES; at >= 0; at--) {
      if (tail.getInt(at) == ZipRecords.END) {
        left = tail.getShort(at + 10) & ZipRecords.MAX_16;
        next = tail.getInt(at + 16) & ZipRecords.MAX_32;
        findLargeEnd(size - length + at);
        if (next > size) {
          throw new ArchiveException("the archive is broken: its directory lies behind its end");
        }
        return;
      }
    }
    throw new ArchiveException("the archive is broken: it does not end as a zip file does");
  }

  private void findLargeEnd(long end) throws IOException {
    if (end < 20) {
      return;
    }
    ByteBuffer locator = read(end - 20, 20);
    if (locator.getInt(0) != ZipRecords.END_64_LOCATOR) {
      return;
    }
    ByteBuffer record = read(locator.getLong(8), 56);
    if (record.getInt(0) != ZipRecords.END_64) {
      throw new ArchiveException("the archive is broken: its 64-bit end is not where it should be");
    }
    left = record.getLong(32);
    next = record.getLong(48);
  }

  boolean hasNext() {
    return left > 0;
  }

  Entry next() throws IOException {
    ByteBuffer fixed = at(next, CENTRAL_BYTES);
    if (fixed.getInt(0) != ZipRecords.CENTRAL) {
      throw new ArchiveException("the archive is broken: its directory ends too early");
    }
    int nameLength = fixed.getShort(28) & ZipRecords.MAX_16;
    int extraLength = fixed.getShort(30) & ZipRecords.MAX_16;
    int commentLength = fixed.getShort(32) & ZipRecords.MAX_16;
    ByteBuffer record = at(next, CENTRAL_BYTES + nameLength + extraLength);
    next += CENTRAL_BYTES + nameLength + extraLength + commentLength;
    left--;
    byte[] name = new byte[nameLength];
    record.get(CENTRAL_BYTES, name);
    return entry(
        record,
        new String(name, StandardCharsets.UTF_8),
        record.slice(CENTRAL_BYTES + nameLength, extraLength).order(record.order()));
  }

  private static Entry entry(ByteBuffer record, String name, ByteBuffer extra) throws IOException {
    long packed = record.getInt(20) & ZipRecords.MAX_32;
    long size = record.getInt(24) & ZipRecords.MAX_32;
    long offset = record.getInt(42) & ZipRecords.MAX_32;
    Instant changed = dosTime(record.getInt(12));
    int uid = 0;
    int gid = 0;
    while (extra.remaining() >= 4) {
      int id = extra.getShort() & ZipRecords.MAX_16;
      int length = extra.getShort() & ZipRecords.MAX_16;
      if (length > extra.remaining()) {
        break;
      }
      ByteBuffer field = extra.slice(extra.position(), length).order(extra.order());
      extra.position(extra.position() + length);
      if (id == ZipRecords.EXTRA_64) {
        size = large(size, field);
        packed = large(packed, field);
        offset = large(offset, field);
      } else if (id == ZipRecords.EXTRA_TIME && length >= 5 && (field.get(0) & 1) == 1) {
        changed = Instant.ofEpochSecond(field.getInt(1));
      } else if (id == ZipRecords.EXTRA_OWNER && length == 11 && field.get(1) == 4) {
        uid = field.getInt(2);
        gid = field.getInt(7);
      }
    }
    FileFacts facts =
        facts(record, name, new FileFacts(FileFacts.Kind.FILE, 0, size, changed, uid, gid));
    return new Entry(
        name,
        record.getShort(8),
        record.getShort(10) & ZipRecords.MAX_16,
        record.getInt(16) & ZipRecords.MAX_32,
        packed,
        size,
        offset,
        facts);
  }

  private static long large(long value, ByteBuffer field) {
    return value == ZipRecords.MAX_32 && field.remaining() >= 8 ? field.getLong() : value;
  }

  private static FileFacts facts(ByteBuffer record, String name, FileFacts known) {
    int madeBy = record.get(5);
    int unixMode = record.getInt(38) >>> 16;
    boolean directory = name.endsWith("/");
    boolean unix = (madeBy == MADE_BY_UNIX || madeBy == MADE_BY_MAC) && unixMode != 0;
    FileFacts.Kind kind =
        directory
            ? FileFacts.Kind.DIRECTORY
            : unix ? FileFacts.kind(unixMode) : FileFacts.Kind.FILE;
    int mode = unix ? unixMode & 0777 : directory ? 0777 : 0666;
    return new FileFacts(kind, mode, known.size(), known.changed(), known.uid(), known.gid());
  }

  private static Instant dosTime(int time) {
    try {
      return LocalDateTime.of(
              (time >>> 25) + 1980,
              time >>> 21 & 15,
              time >>> 16 & 31,
              time >>> 11 & 31,
              time >>> 5 & 63,
              Math.min((time & 31) * 2, 59))
          .toInstant(ZoneOffset.UTC);
    } catch (DateTimeException e) {
      return Instant.EPOCH;
    }
  }

  /** Where the content of an entry begins. */
  long contentOffset(Entry entry) throws IOException {
    ByteBuffer local = read(entry.offset(), 30);
    if (local.getInt(0) != ZipRecords.LOCAL) {
      throw new ArchiveException(
          "the archive is broken: %s is not where its directory says".formatted(entry.name()));
    }
    return entry.offset()
        + 30
        + (local.getShort(26) & ZipRecords.MAX_16)
        + (local.getShort(28) & ZipRecords.MAX_16);
  }

  private ByteBuffer at(long position, int length) throws IOException {
    boolean inside = position >= windowAt && position + length <= windowAt + window.capacity();
    if (!inside) {
      int wanted = Math.clamp(file.size() - position, length, Math.max(length, WINDOW_BYTES));
      window = read(position, wanted);
      windowAt = position;
    }
    return window.slice((int) (position - windowAt), length).order(window.order());
  }

  private ByteBuffer read(long position, int length) throws IOException {
    if (position < 0) {
      throw new ArchiveException("the archive is broken: it points before its beginning");
    }
    ByteBuffer bytes = ZipRecords.buffer(length);
    while (bytes.hasRemaining()) {
      if (file.read(bytes, position + bytes.position()) < 0) {
        throw new ArchiveException("the archive is broken: it is cut off", new EOFException());
      }
    }
    return bytes.flip();
  }
}
