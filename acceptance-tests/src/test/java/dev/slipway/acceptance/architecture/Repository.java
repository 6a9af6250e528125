package dev.slipway.acceptance.architecture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The files of this repository, without what the build makes. */
final class Repository {
  static final Path TOP = Path.of("..").toAbsolutePath().normalize();

  private static final Set<String> NOT_OURS = Set.of("target", ".git", ".idea", ".vscode");

  private Repository() {}

  /** Every file, as a path from the top, in order. */
  static List<Path> files() {
    List<Path> files = new ArrayList<>();
    try {
      Files.walkFileTree(
          TOP,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
              return NOT_OURS.contains(String.valueOf(folder.getFileName()))
                  ? FileVisitResult.SKIP_SUBTREE
                  : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
              if (attributes.isRegularFile()) {
                files.add(TOP.relativize(file));
              }
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (IOException e) {
      throw new UncheckedIOException("the repository cannot be walked", e);
    }
    files.sort(null);
    return files;
  }

  /** Every file whose name ends so. */
  static List<Path> files(String ending) {
    return files().stream().filter(file -> file.toString().endsWith(ending)).toList();
  }

  static String read(Path file) {
    try {
      return Files.readString(TOP.resolve(file));
    } catch (IOException e) {
      throw new UncheckedIOException(file + " cannot be read as text", e);
    }
  }
}
