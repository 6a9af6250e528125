package dev.slipway.app.helper.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Archives that were made to do harm, or came to harm. */
class HostileArchiveTest {
  private static final int LINK = 0120777;

  @TempDir Path directory;
  private Path root;
  private Path outside;

  @BeforeEach
  void directories() throws IOException {
    root = Files.createDirectory(directory.resolve("project"));
    outside = Files.createDirectory(directory.resolve("outside"));
  }

  private Path zip(String... names) throws IOException {
    Path archive = directory.resolve("bad.zip");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(archive))) {
      for (String name : names) {
        zip.putNextEntry(new ZipEntry(name));
        zip.write("evil".getBytes(StandardCharsets.UTF_8));
      }
    }
    return archive;
  }

  /** A link and, behind it, a file whose path leads through it. */
  private Path zipWithLink(String link, String target, String file) throws IOException {
    Path archive = directory.resolve("link.zip");
    try (ZipArchiveOutputStream zip = new ZipArchiveOutputStream(archive.toFile())) {
      ZipArchiveEntry entry = new ZipArchiveEntry(link);
      entry.setUnixMode(LINK);
      zip.putArchiveEntry(entry);
      zip.write(target.getBytes(StandardCharsets.UTF_8));
      zip.closeArchiveEntry();
      zip.putArchiveEntry(new ZipArchiveEntry(file));
      zip.write("evil".getBytes(StandardCharsets.UTF_8));
      zip.closeArchiveEntry();
    }
    return archive;
  }

  private void extract(Path archive) throws IOException, InterruptedException {
    ArchiveReader.extract(archive, root, new ArchiveOptions(CompressionLevel.DEFAULT, 2));
  }

  @ParameterizedTest
  @DisplayName("a name that leads outside is refused")
  @ValueSource(
      strings = {
        "../outside/file",
        "a/../../outside/file",
        "/etc/slipway-evil",
        "a/../../../x",
        "..",
        "a/../b"
      })
  void names(String name) throws IOException {
    Path archive = zip(name);
    assertThatThrownBy(() -> extract(archive))
        .isInstanceOf(ArchiveException.class)
        .hasMessageContaining("outside the project directory");
    assertThat(outside).isEmptyDirectory();
    assertThat(Path.of("/etc/slipway-evil")).doesNotExist();
  }

  @Test
  @DisplayName("nothing is written through a link of the same archive")
  void linkOfArchive() throws IOException, InterruptedException {
    Path archive = zipWithLink("sub", outside.toString(), "sub/file");
    assertThatThrownBy(() -> extract(archive)).isInstanceOf(ArchiveException.class);
    assertThat(outside).isEmptyDirectory();

    Path replaced = zipWithLink("file", outside.resolve("victim").toString(), "file");
    extract(replaced);
    assertThat(outside).isEmptyDirectory();
  }

  @Test
  @DisplayName("nothing is written through a link that was there before")
  void linkOfProject() throws IOException {
    Files.createSymbolicLink(root.resolve("sub"), outside);
    Path archive = zip("sub/file");
    assertThatThrownBy(() -> extract(archive))
        .hasMessageContaining("through a link that leads out of the project directory");
    assertThat(outside).isEmptyDirectory();
  }

  @Test
  @DisplayName("a link in a file's place is replaced, not followed")
  void linkInPlace() throws IOException, InterruptedException {
    Files.writeString(outside.resolve("victim"), "whole");
    Files.createSymbolicLink(root.resolve("file"), outside.resolve("victim"));
    extract(zip("file"));
    assertThat(outside.resolve("victim")).hasContent("whole");
    assertThat(Files.isRegularFile(root.resolve("file"), LinkOption.NOFOLLOW_LINKS)).isTrue();
  }

  @Test
  @DisplayName("a link to a directory of the project is followed")
  void linkWithin() throws IOException, InterruptedException {
    Files.createDirectory(root.resolve("real"));
    Files.createSymbolicLink(root.resolve("alias"), Path.of("real"));
    extract(zip("alias/file"));
    assertThat(root.resolve("real/file")).hasContent("evil");
  }

  @Test
  @DisplayName("a zip that is cut off anywhere is a clear error, and so is one with a wrong byte")
  void broken() throws IOException {
    byte[] whole = Files.readAllBytes(zip("one", "two", "three"));
    Path archive = directory.resolve("broken.zip");
    for (int length = 0; length < whole.length; length++) {
      try (OutputStream out = Files.newOutputStream(archive)) {
        out.write(whole, 0, length);
      }
      assertThatThrownBy(() -> extract(archive))
          .as("cut at %d", length)
          .isInstanceOf(ArchiveException.class);
    }
    Random random = new Random(11);
    for (int i = 0; i < 500; i++) {
      byte[] changed = whole.clone();
      changed[random.nextInt(changed.length)] ^= (byte) (1 + random.nextInt(255));
      Files.write(archive, changed);
      try {
        extract(archive);
      } catch (IOException | InterruptedException e) {
        assertThat(e).isInstanceOf(IOException.class);
      }
    }
    assertThat(outside).isEmptyDirectory();
  }

  @Test
  @DisplayName("what stands before an entry that is refused is extracted whole")
  void before() throws IOException {
    byte[] large = new byte[20 << 20];
    new Random(3).nextBytes(large);
    Path archive = directory.resolve("late.zip");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(archive))) {
      zip.putNextEntry(new ZipEntry("large"));
      zip.write(large);
      zip.putNextEntry(new ZipEntry("../outside/file"));
    }
    assertThatThrownBy(() -> extract(archive)).hasMessageContaining("outside the project");
    assertThat(root.resolve("large")).hasBinaryContent(large);
  }

  @Test
  @DisplayName("a file whose checksum is wrong is not left there")
  void wrongChecksum() throws IOException {
    Path archive = zip("one", "two");
    byte[] changed = Files.readAllBytes(archive);
    int name = new String(changed, StandardCharsets.ISO_8859_1).indexOf("one");
    changed[name + "one".length() + 2] ^= 1;
    Files.write(archive, changed);

    assertThatThrownBy(() -> extract(archive)).hasMessageContaining("the archive is broken: ");

    assertThat(root.resolve("one")).doesNotExist();
    assertThat(root.resolve("two")).hasContent("evil");
  }

  @Test
  @DisplayName("gzip is not extracted")
  void gzip() throws IOException {
    Path archive = directory.resolve("file.gz");
    Files.write(archive, new byte[] {0x1f, (byte) 0x8b, 8, 0, 0, 0});
    assertThatThrownBy(() -> extract(archive)).hasMessageContaining("gzip");
  }
}
