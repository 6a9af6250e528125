package dev.slipway.app.helper.archive;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.ZstdOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeSet;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TarZstdTest {
  private static final int TIMES = 200;

  @TempDir private Path folder;

  @Test
  @DisplayName("of a name that comes several times the last file stays")
  void twice() throws IOException, InterruptedException {
    Path archive = folder.resolve("a.tar.zst");
    try (TarArchiveOutputStream tar =
        new TarArchiveOutputStream(new ZstdOutputStream(Files.newOutputStream(archive)))) {
      for (int i = 1; i <= TIMES; i++) {
        byte[] content = Integer.toString(i).getBytes(StandardCharsets.UTF_8);
        TarArchiveEntry entry = new TarArchiveEntry("same");
        entry.setSize(content.length);
        tar.putArchiveEntry(entry);
        tar.write(content);
        tar.closeArchiveEntry();
      }
    }
    Path out = Files.createDirectory(folder.resolve("out"));
    ArchiveReader.extract(archive, out, new ArchiveOptions(CompressionLevel.DEFAULT, 4));
    assertThat(out.resolve("same")).hasContent(Integer.toString(TIMES));
  }

  @ParameterizedTest
  @EnumSource(CompressionLevel.class)
  @DisplayName("files around the size up to which they are written ahead, at every level")
  void sizes(CompressionLevel level) throws IOException, InterruptedException {
    Path in = Files.createDirectory(folder.resolve("in"));
    int[] sizes = {0, 1, (1 << 20) - 1, 1 << 20, (1 << 20) + 1, 3 << 20};
    TreeSet<String> names = new TreeSet<>();
    for (int size : sizes) {
      byte[] content = new byte[size];
      for (int i = 0; i < size; i++) {
        content[i] = (byte) (i * 31 + i / 251);
      }
      Files.write(in.resolve("f" + size), content);
      names.add("f" + size);
    }
    Path archive = folder.resolve("b.tar.zst");
    ArchiveOptions options = new ArchiveOptions(level, 2);
    try (var out = Files.newOutputStream(archive)) {
      ArchiveWriter.write(ArchiveFormat.TARZSTD, in, names, options, out);
    }
    Path out = Files.createDirectory(folder.resolve("out"));
    ArchiveReader.extract(archive, out, options);
    for (String name : names) {
      assertThat(out.resolve(name)).hasSameBinaryContentAs(in.resolve(name));
    }
  }
}
