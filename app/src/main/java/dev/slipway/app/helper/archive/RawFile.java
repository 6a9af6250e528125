package dev.slipway.app.helper.archive;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedSet;

/** One file as it is. */
final class RawFile {
  private RawFile() {}

  static void write(Path root, SortedSet<String> paths, OutputStream out) throws IOException {
    List<String> one = List.copyOf(paths);
    if (one.size() != 1) {
      throw new ArchiveException("only one file can be sent as raw");
    }
    Path file = root.resolve(one.getFirst());
    if (FileFacts.of(file).kind() != FileFacts.Kind.FILE) {
      throw new ArchiveException("the \"%s\" is not a regular file".formatted(one.getFirst()));
    }
    Files.copy(file, out);
  }
}
