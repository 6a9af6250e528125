package dev.slipway.app.helper.archive;

import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import com.github.luben.zstd.ZstdOutputStreamNoFinalizer;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** The one place for the library's zstd within a zip. */
final class Zstd {
  private static final int WINDOW_LOG = 21;
  private static final int JOB_BYTES = 2 << 20;

  private Zstd() {}

  static void pack(InputStream in, ArchiveOptions options, OutputStream out) throws IOException {
    try (OutputStream packed = packing(out, options)) {
      in.transferTo(packed);
    }
  }

  /** Closing it writes its end, but the stream below belongs to the caller. */
  static OutputStream packing(OutputStream out, ArchiveOptions options) throws IOException {
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
    CompressionLevel level = options.level();
    // What a level takes by itself grows with it, up to some 100 MiB for each thread.
    return new ZstdOutputStreamNoFinalizer(open, level.zstd())
        .setWindowLog(WINDOW_LOG)
        .setWorkers(Math.min(options.threads(), level.zstdThreadsMax()))
        .setJobSize(JOB_BYTES);
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
