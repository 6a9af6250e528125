package dev.slipway.app.helper.archive;

import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import com.github.luben.zstd.ZstdOutputStreamNoFinalizer;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** The one place for the library's zstd within a zip. */
final class Zstd {
  private Zstd() {}

  static void pack(InputStream in, ArchiveOptions options, OutputStream out) throws IOException {
    OutputStream open =
        new FilterOutputStream(out) {
          @Override
          public void write(byte[] bytes, int offset, int length) throws IOException {
            out.write(bytes, offset, length);
          }

          @Override
          public void close() throws IOException {
            flush();
          }
        };
    try (ZstdOutputStreamNoFinalizer packed =
        new ZstdOutputStreamNoFinalizer(open, options.level().zstd())) {
      packed.setWorkers(options.threads());
      in.transferTo(packed);
    }
  }

  /** The packed content, as an array that may be longer than it. */
  record Packed(byte[] content, int length) {}

  static Packed pack(byte[] content, int length, ArchiveOptions options) {
    byte[] packed = new byte[Math.toIntExact(com.github.luben.zstd.Zstd.compressBound(length))];
    long packedLength =
        com.github.luben.zstd.Zstd.compressByteArray(
            packed, 0, packed.length, content, 0, length, options.level().zstd());
    return new Packed(packed, Math.toIntExact(packedLength));
  }

  static InputStream unpack(InputStream in) throws IOException {
    return new ZstdInputStreamNoFinalizer(in);
  }
}
