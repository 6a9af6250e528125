package dev.slipway.app.helper.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

class ArchiveTest {
  private static final FileTime LONG_AGO = FileTime.from(Instant.parse("2020-02-03T04:05:07Z"));

  /** Over the size up to which a file is packed whole, and no multiple of a block. */
  private static final int LARGE = 3_000_001;

  @TempDir Path directory;
  private Path root;
  private Path target;

  @BeforeEach
  void files() throws IOException {
    root = Files.createDirectory(directory.resolve("project"));
    target = Files.createDirectory(directory.resolve("target"));
    Files.createDirectories(root.resolve("a/empty"));
    Files.writeString(root.resolve("a/run.sh"), "echo hello\n".repeat(100));
    Files.setPosixFilePermissions(
        root.resolve("a/run.sh"), PosixFilePermissions.fromString("rwxr-x--x"));
    Files.writeString(root.resolve("a/nothing"), "");
    Files.write(root.resolve("a/random"), random(5000));
    byte[] large = random(LARGE);
    for (int i = 0; i < LARGE; i += 3) {
      large[i] = 'x'; // so that it can be packed, but not to nothing
    }
    Files.write(root.resolve("large"), large);
    Files.createSymbolicLink(root.resolve("a/link"), Path.of("run.sh"));
    Files.createSymbolicLink(root.resolve("away"), Path.of("/nowhere/at/all"));
    Files.writeString(root.resolve("a/grüße und 🦊"), "names are UTF-8");
    Files.createDirectory(root.resolve("closed"));
    Files.writeString(root.resolve("closed/inside"), "read only");
    Files.setPosixFilePermissions(
        root.resolve("closed"), PosixFilePermissions.fromString("r-xr-xr-x"));
    Files.setLastModifiedTime(root.resolve("a/run.sh"), LONG_AGO);
    Files.setLastModifiedTime(root.resolve("a/empty"), LONG_AGO);
  }

  private static byte[] random(int length) {
    byte[] bytes = new byte[length];
    new Random(7).nextBytes(bytes);
    return bytes;
  }

  private SortedSet<String> paths() throws IOException {
    try (Stream<Path> all = Files.walk(root)) {
      SortedSet<String> paths = new TreeSet<>();
      all.filter(path -> !path.equals(root))
          .forEach(path -> paths.add(root.relativize(path).toString()));
      return paths;
    }
  }

  private Path write(ArchiveFormat format, SortedSet<String> paths, CompressionLevel level)
      throws IOException, InterruptedException {
    Path archive = directory.resolve("archive");
    try (OutputStream out = Files.newOutputStream(archive)) {
      ArchiveWriter.write(format, root, paths, new ArchiveOptions(level, 3), out);
    }
    return archive;
  }

  @ParameterizedTest
  @DisplayName("what was packed comes out: content, permissions, times, links, empty directories")
  @EnumSource(
      mode = Mode.EXCLUDE,
      names = {"GZIP", "RAW"})
  void roundTrip(ArchiveFormat format) throws IOException, InterruptedException {
    Path archive = write(format, paths(), CompressionLevel.DEFAULT);
    assertThat(Files.size(archive)).isLessThan(LARGE);

    ArchiveReader.extract(archive, target, new ArchiveOptions(CompressionLevel.DEFAULT, 3));

    for (String path : paths()) {
      Path from = root.resolve(path);
      Path to = target.resolve(path);
      assertThat(FileFacts.of(to).unixMode()).as(path).isEqualTo(FileFacts.of(from).unixMode());
      if (Files.isSymbolicLink(from)) {
        assertThat(Files.readSymbolicLink(to)).isEqualTo(Files.readSymbolicLink(from));
      } else if (Files.isRegularFile(from)) {
        assertThat(to).hasSameBinaryContentAs(from);
      }
    }
    assertThat(Files.getLastModifiedTime(target.resolve("a/run.sh"))).isEqualTo(LONG_AGO);
    assertThat(Files.getLastModifiedTime(target.resolve("a/empty"))).isEqualTo(LONG_AGO);
  }

  @ParameterizedTest
  @DisplayName("another reader of zip files agrees, at every level")
  @EnumSource(CompressionLevel.class)
  void readableByOthers(CompressionLevel level) throws IOException, InterruptedException {
    Path archive = write(ArchiveFormat.ZIP, paths(), level);
    try (ZipFile zip = new ZipFile(archive.toFile())) {
      assertThat(zip.stream().map(entry -> entry.getName().replaceFirst("/$", "")))
          .containsExactlyElementsOf(paths());
      for (String path : new String[] {"a/run.sh", "large", "a/random", "a/grüße und 🦊"}) {
        try (InputStream in = zip.getInputStream(zip.getEntry(path))) {
          assertThat(in.readAllBytes()).as(path).isEqualTo(Files.readAllBytes(root.resolve(path)));
        }
      }
    }
  }

  @Test
  @DisplayName("gzip is one member for each file, in the order of their paths")
  void gzip() throws IOException, InterruptedException {
    SortedSet<String> reports = new TreeSet<>(List.of("a/run.sh", "a/grüße und 🦊"));
    Path archive = write(ArchiveFormat.GZIP, reports, CompressionLevel.DEFAULT);
    byte[] bytes = Files.readAllBytes(archive);
    try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
      assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8))
          .isEqualTo(
              Files.readString(root.resolve("a/grüße und 🦊"))
                  + Files.readString(root.resolve("a/run.sh")));
    }
    assertThat(new String(bytes, StandardCharsets.ISO_8859_1))
        .contains("run.sh\0a/run.sh\0", "\0e:a/gr%C3%BC%C3%9Fe+und+");
  }

  @Test
  @DisplayName("gzip takes no directory, raw no second file")
  void refused() {
    assertThatThrownBy(
            () -> write(ArchiveFormat.GZIP, new TreeSet<>(List.of("a")), CompressionLevel.DEFAULT))
        .isInstanceOf(ArchiveException.class)
        .hasMessage("the \"a\" is not a regular file");
    assertThatThrownBy(
            () ->
                write(
                    ArchiveFormat.RAW,
                    new TreeSet<>(List.of("a/run.sh", "large")),
                    CompressionLevel.DEFAULT))
        .hasMessage("only one file can be sent as raw");
  }

  @Test
  @DisplayName("what is in the way is replaced, and what is not in the archive stays")
  void overwrites() throws IOException, InterruptedException {
    Path archive = write(ArchiveFormat.ZIP, paths(), CompressionLevel.FAST);
    Files.createDirectories(target.resolve("a"));
    Files.writeString(target.resolve("a/run.sh"), "older");
    Files.writeString(target.resolve("a/mine"), "mine");
    Files.setPosixFilePermissions(
        target.resolve("a/run.sh"), PosixFilePermissions.fromString("r--r--r--"));
    Files.writeString(target.resolve("closed"), "a file where a directory is to be");
    Files.createSymbolicLink(target.resolve("large"), target.resolve("a/mine"));

    ArchiveReader.extract(archive, target, ArchiveOptions.of(CompressionLevel.DEFAULT));

    assertThat(target.resolve("a/run.sh")).hasSameBinaryContentAs(root.resolve("a/run.sh"));
    assertThat(target.resolve("a/mine")).hasContent("mine");
    assertThat(target.resolve("closed/inside")).hasContent("read only");
    assertThat(Files.isRegularFile(target.resolve("large"), LinkOption.NOFOLLOW_LINKS)).isTrue();
  }
}
