package dev.slipway.app.helper.archive;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedSet;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;

/**
 * Files one after another, each a gzip member (RFC 1952) with its name and, as comment, its path.
 */
final class GzipMembers {
  private static final int BUFFER_BYTES = 64 << 10;
  private static final byte NAME_AND_COMMENT = 0x18;
  private static final byte UNIX = 3;

  private GzipMembers() {}

  static void write(Path root, SortedSet<String> paths, ArchiveOptions options, OutputStream out)
      throws IOException {
    for (String path : paths) {
      Path file = root.resolve(path);
      FileFacts facts = FileFacts.of(file);
      if (facts.kind() != FileFacts.Kind.FILE) {
        throw new ArchiveException("the \"%s\" is not a regular file".formatted(path));
      }
      member(file, path, facts, options, out);
    }
  }

  private static void member(
      Path file, String path, FileFacts facts, ArchiveOptions options, OutputStream out)
      throws IOException {
    ByteBuffer head = ByteBuffer.allocate(10).order(ByteOrder.LITTLE_ENDIAN);
    head.put((byte) 0x1f).put((byte) 0x8b).put((byte) 8).put(NAME_AND_COMMENT);
    head.putInt((int) facts.changed().getEpochSecond()).put((byte) 0).put(UNIX);
    out.write(head.array());
    text(path.substring(path.lastIndexOf('/') + 1), out);
    text(path, out);
    Deflater deflater = new Deflater(options.level().deflate(), true);
    CRC32 crc = new CRC32();
    try (InputStream in = new CheckedInputStream(Files.newInputStream(file), crc)) {
      DeflaterOutputStream packed = new DeflaterOutputStream(out, deflater, BUFFER_BYTES);
      in.transferTo(packed);
      packed.finish();
      ByteBuffer tail = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);
      tail.putInt((int) crc.getValue()).putInt((int) deflater.getBytesRead());
      out.write(tail.array());
    } finally {
      deflater.end();
    }
  }

  /** A header holds Latin-1; what is more is escaped, and marked as such. */
  private static void text(String text, OutputStream out) throws IOException {
    boolean plain = text.chars().allMatch(c -> c > 0 && c < 0x80 && c != '%');
    String written =
        plain ? text : "e:" + URLEncoder.encode(text, StandardCharsets.UTF_8).replace("%2F", "/");
    out.write(written.getBytes(StandardCharsets.ISO_8859_1));
    out.write(0);
  }
}
