package dev.slipway.app.helper.archive;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;

/** Unpacks archives; what kind one is shows in its first bytes. */
public final class ArchiveReader {
  private static final String ZSTD = "28b52ffd";
  private static final String GZIP = "1f8b";

  private ArchiveReader() {}

  /**
   * Unpacks all of it; what is in the way is replaced.
   *
   * @param root nothing is written outside it
   * @throws ArchiveException where it is broken, of a kind that is not unpacked, or leads outside
   */
  public static void extract(Path archive, Path root, ArchiveOptions options)
      throws IOException, InterruptedException {
    SafeTree tree = new SafeTree(root);
    String begins = beginning(archive);
    if (begins.equals(ZSTD)) {
      try (InputStream in = new BufferedInputStream(Files.newInputStream(archive), 64 << 10)) {
        TarZstd.extract(in, tree, options);
      }
    } else if (begins.startsWith(GZIP)) {
      throw new ArchiveException("a gzip file holds no paths: it cannot be extracted");
    } else {
      try (ZipUnpacker zip = new ZipUnpacker(archive, tree, options)) {
        zip.extract();
      }
    }
    tree.complete();
  }

  private static String beginning(Path archive) throws IOException {
    try (InputStream in = Files.newInputStream(archive)) {
      return HexFormat.of().formatHex(in.readNBytes(4));
    }
  }
}
