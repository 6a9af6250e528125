package dev.slipway.app.helper.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** As {@link HostileArchiveTest}, for tar packed with zstd. */
class HostileTarTest {
  private static final ArchiveOptions OPTIONS = new ArchiveOptions(CompressionLevel.DEFAULT, 2);

  @TempDir Path directory;
  private Path root;
  private Path outside;
  private Path archive;

  @BeforeEach
  void directories() throws IOException {
    root = Files.createDirectory(directory.resolve("project"));
    outside = Files.createDirectory(directory.resolve("outside"));
    archive = directory.resolve("bad.tar.zst");
  }

  private static TarArchiveEntry file(String name) {
    return new TarArchiveEntry(name, true);
  }

  private static TarArchiveEntry special(String name, byte type, String target) {
    TarArchiveEntry entry = new TarArchiveEntry(name, type, true);
    entry.setLinkName(target);
    return entry;
  }

  private void pack(TarArchiveEntry... entries) throws IOException {
    byte[] evil = "evil".getBytes(StandardCharsets.UTF_8);
    try (TarArchiveOutputStream tar =
        new TarArchiveOutputStream(Zstd.packing(Files.newOutputStream(archive), OPTIONS))) {
      for (TarArchiveEntry entry : entries) {
        boolean hasContent = entry.getLinkFlag() == TarConstants.LF_NORMAL;
        entry.setSize(hasContent ? evil.length : 0);
        tar.putArchiveEntry(entry);
        if (hasContent) {
          tar.write(evil);
        }
        tar.closeArchiveEntry();
      }
    }
  }

  private void extract() throws IOException, InterruptedException {
    ArchiveReader.extract(archive, root, OPTIONS);
  }

  @ParameterizedTest
  @DisplayName("a name that leads outside is refused")
  @ValueSource(
      strings = {
        "../outside/file",
        "a/../../outside/file",
        "/etc/slipway-evil-tar",
        "..",
        "a/../b"
      })
  void names(String name) throws IOException {
    pack(file(name));
    assertThatThrownBy(this::extract)
        .isInstanceOf(ArchiveException.class)
        .hasMessageContaining("outside the project directory");
    assertThat(outside).isEmptyDirectory();
    assertThat(Path.of("/etc/slipway-evil-tar")).doesNotExist();
  }

  @ParameterizedTest
  @DisplayName("a link whose name leads outside is refused")
  @ValueSource(strings = {"../outside/link", "/etc/slipway-evil-tar"})
  void linkNames(String name) throws IOException {
    pack(special(name, TarConstants.LF_SYMLINK, "x"));
    assertThatThrownBy(this::extract).hasMessageContaining("outside the project directory");
    assertThat(outside).isEmptyDirectory();
  }

  @Test
  @DisplayName("nothing is written through a link of the same archive")
  void linkOfArchive() throws IOException, InterruptedException {
    pack(special("sub", TarConstants.LF_SYMLINK, outside.toString()), file("sub/file"));
    assertThatThrownBy(this::extract).isInstanceOf(ArchiveException.class);
    assertThat(outside).isEmptyDirectory();

    Path victim = outside.resolve("victim");
    pack(special("file", TarConstants.LF_SYMLINK, victim.toString()), file("file"));
    extract();
    assertThat(outside).isEmptyDirectory();
  }

  @Test
  @DisplayName("no link is made below a link that leads outside")
  void linkBelowLink() throws IOException {
    pack(
        special("sub", TarConstants.LF_SYMLINK, outside.toString()),
        special("sub/deeper", TarConstants.LF_SYMLINK, "x"));
    assertThatThrownBy(this::extract).hasMessageContaining("through a link");
    assertThat(outside).isEmptyDirectory();
  }

  @Test
  @DisplayName("nothing is written through a link that was there before")
  void linkOfProject() throws IOException {
    Files.createSymbolicLink(root.resolve("sub"), outside);
    pack(file("sub/file"));
    assertThatThrownBy(this::extract)
        .hasMessageContaining("through a link that leads out of the project directory");
    assertThat(outside).isEmptyDirectory();
  }

  @Test
  @DisplayName("a link in a file's place is replaced, not followed")
  void linkInPlace() throws IOException, InterruptedException {
    Path victim = Files.writeString(outside.resolve("victim"), "whole");
    Files.createSymbolicLink(root.resolve("file"), victim);
    pack(file("file"));
    extract();
    assertThat(victim).hasContent("whole");
    assertThat(Files.isRegularFile(root.resolve("file"), LinkOption.NOFOLLOW_LINKS)).isTrue();
  }

  @ParameterizedTest
  @DisplayName("hard links, devices and pipes are refused by name")
  @ValueSource(
      bytes = {
        TarConstants.LF_LINK,
        TarConstants.LF_CHR,
        TarConstants.LF_BLK,
        TarConstants.LF_FIFO
      })
  void special(byte type) throws IOException {
    Files.writeString(outside.resolve("victim"), "whole");
    pack(special("odd", type, outside.resolve("victim").toString()));
    assertThatThrownBy(this::extract)
        .isInstanceOf(ArchiveException.class)
        .hasMessageContaining("odd is neither a file, a directory nor a symbolic link");
    assertThat(root).isEmptyDirectory();
  }

  @Test
  @DisplayName("what stands before an entry that is refused is extracted whole")
  void before() throws IOException {
    TarArchiveEntry[] entries = new TarArchiveEntry[40];
    Arrays.setAll(entries, i -> file("file-" + i));
    entries[39] = file("../outside/file");
    pack(entries);
    assertThatThrownBy(this::extract).hasMessageContaining("outside the project");
    for (int i = 0; i < 39; i++) {
      assertThat(root.resolve("file-" + i)).hasContent("evil");
    }
  }

  @Test
  @DisplayName("one that is cut off is an I/O error, and so is at worst one with a wrong byte")
  void broken() throws Exception {
    pack(file("one"), special("two", TarConstants.LF_SYMLINK, "one"), file("three/four"));
    byte[] whole = Files.readAllBytes(archive);
    for (int length = 0; length < whole.length; length++) {
      Files.write(archive, Arrays.copyOf(whole, length));
      assertThatThrownBy(this::extract).as("cut at %d", length).isInstanceOf(IOException.class);
    }
    Random random = new Random(11);
    for (int i = 0; i < 500; i++) {
      byte[] changed = whole.clone();
      changed[random.nextInt(changed.length)] ^= (byte) (1 + random.nextInt(255));
      Files.write(archive, changed);
      assertEndsWellOrWithAnIoError("packed byte, try " + i);
    }
  }

  @Test
  @DisplayName("a wrong byte in the tar itself is at worst an I/O error")
  void brokenWithin() throws Exception {
    pack(file("one"), special("two", TarConstants.LF_SYMLINK, "one"), file("three/four"));
    byte[] whole;
    try (var in = Zstd.unpack(Files.newInputStream(archive))) {
      whole = in.readAllBytes();
    }
    Random random = new Random(12);
    for (int i = 0; i < 2000; i++) {
      byte[] changed = whole.clone();
      changed[random.nextInt(6 * 512)] ^= (byte) (1 + random.nextInt(255));
      try (var out = Zstd.packing(Files.newOutputStream(archive), OPTIONS)) {
        out.write(changed);
      }
      assertEndsWellOrWithAnIoError("byte, try " + i);
    }
  }

  private void assertEndsWellOrWithAnIoError(String what) throws InterruptedException {
    try {
      extract();
    } catch (IOException e) {
      assertThat(e).as(what).hasMessageNotContaining("null");
    }
    assertThat(outside).as(what).isEmptyDirectory();
  }
}
