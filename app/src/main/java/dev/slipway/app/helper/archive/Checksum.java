package dev.slipway.app.helper.archive;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;

/** Counts and sums what is read. */
final class Checksum {
  private final CRC32 crc = new CRC32();
  private long bytes;

  static long of(byte[] content, int length) {
    CRC32 crc = new CRC32();
    crc.update(content, 0, length);
    return crc.getValue();
  }

  InputStream of(InputStream in) {
    return new FilterInputStream(in) {
      @Override
      public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
      }

      @Override
      public int read(byte[] into, int offset, int length) throws IOException {
        int part = super.read(into, offset, length);
        if (part > 0) {
          crc.update(into, offset, part);
          bytes += part;
        }
        return part;
      }
    };
  }

  long crc() {
    return crc.getValue();
  }

  long bytes() {
    return bytes;
  }
}
