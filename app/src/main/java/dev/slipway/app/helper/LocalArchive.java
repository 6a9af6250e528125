package dev.slipway.app.helper;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;

/** The archive in the cache directory, which is written whole or not at all. */
final class LocalArchive {
  private static final int METADATA_MODE = 0640;

  private LocalArchive() {}

  /** The directory of an archive, made where it is missing, for its owner alone. */
  static Path directoryOf(Path file) throws IOException {
    Path directory = file.toAbsolutePath().normalize().getParent();
    if (directory == null) {
      throw new IOException(file + " is no file");
    }
    if (!Files.isDirectory(directory)) {
      Files.createDirectories(
          directory,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }
    return directory;
  }

  /** Puts a finished file in its place. */
  static void replace(Path part, Path file, Instant changed) throws IOException {
    if (changed.isAfter(Instant.EPOCH)) {
      Files.setLastModifiedTime(part, FileTime.from(changed));
    }
    Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  /** Writes what is known of the archive beside it. */
  static void describe(Path file, String json) throws IOException {
    Path metadata = directoryOf(file).resolve("metadata.json");
    Files.write(metadata, json.getBytes(StandardCharsets.UTF_8));
    Files.setAttribute(metadata, "unix:mode", METADATA_MODE);
  }
}
