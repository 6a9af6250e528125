package dev.slipway.app.helper.archive;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.SortedSet;

/** Makes archives of a directory's files. */
public final class ArchiveWriter {
  private ArchiveWriter() {}

  /**
   * Writes an archive; the stream stays open.
   *
   * @param paths relative, with {@code /}; what has gone meanwhile is left out
   * @throws ArchiveException where the format cannot hold these files
   */
  public static void write(
      ArchiveFormat format,
      Path root,
      SortedSet<String> paths,
      ArchiveOptions options,
      OutputStream out)
      throws IOException, InterruptedException {
    switch (format) {
      case ZIP, ZIPZSTD -> {
        try (ZipPacker packer = new ZipPacker(root, options, format == ArchiveFormat.ZIPZSTD)) {
          packer.write(paths, out);
        }
      }
      case TARZSTD -> TarZstd.write(root, paths, options, out);
      case GZIP -> GzipMembers.write(root, paths, options, out);
      case RAW -> RawFile.write(root, paths, out);
    }
  }
}
