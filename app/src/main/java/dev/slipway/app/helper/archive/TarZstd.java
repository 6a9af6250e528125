package dev.slipway.app.helper.archive;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.SortedSet;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;

/** A tar (POSIX), packed with zstd. */
final class TarZstd {
  private static final String UTF_8 = StandardCharsets.UTF_8.name();

  private TarZstd() {}

  static void write(Path root, SortedSet<String> paths, ArchiveOptions options, OutputStream out)
      throws IOException {
    try (OutputStream packed = Zstd.packing(out, options)) {
      TarArchiveOutputStream tar = new TarArchiveOutputStream(packed, UTF_8);
      tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
      tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
      tar.setAddPaxHeadersForNonAsciiNames(true);
      for (String path : paths) {
        add(root.resolve(path), path, tar);
      }
      tar.finish();
    }
  }

  private static void add(Path file, String path, TarArchiveOutputStream tar) throws IOException {
    FileFacts facts;
    try {
      facts = FileFacts.of(file);
    } catch (NoSuchFileException e) {
      return;
    }
    switch (facts.kind()) {
      case FILE -> {
        try (InputStream in = Files.newInputStream(file)) {
          TarArchiveEntry entry = new TarArchiveEntry(path);
          entry.setSize(facts.size());
          put(entry, facts, tar);
          // a file that grows meanwhile is cut at the size that the header names
          long copied = copy(in, tar, facts.size());
          if (copied < facts.size()) {
            throw new ArchiveException(path + " became shorter while it was read");
          }
          tar.closeArchiveEntry();
        }
      }
      case DIRECTORY -> {
        put(new TarArchiveEntry(path + "/"), facts, tar);
        tar.closeArchiveEntry();
      }
      case LINK -> {
        TarArchiveEntry entry = new TarArchiveEntry(path, TarConstants.LF_SYMLINK);
        entry.setLinkName(Files.readSymbolicLink(file).toString());
        put(entry, facts, tar);
        tar.closeArchiveEntry();
      }
      case OTHER -> {}
    }
  }

  private static void put(TarArchiveEntry entry, FileFacts facts, TarArchiveOutputStream tar)
      throws IOException {
    entry.setMode(facts.mode());
    entry.setIds(facts.uid(), facts.gid());
    entry.setLastModifiedTime(FileTime.from(facts.changed()));
    tar.putArchiveEntry(entry);
  }

  private static long copy(InputStream in, OutputStream out, long bytesMax) throws IOException {
    byte[] buffer = new byte[64 << 10];
    long copied = 0;
    while (copied < bytesMax) {
      int part = in.read(buffer, 0, (int) Math.min(buffer.length, bytesMax - copied));
      if (part < 0) {
        break;
      }
      out.write(buffer, 0, part);
      copied += part;
    }
    return copied;
  }

  static void extract(InputStream in, SafeTree tree, ArchiveOptions options)
      throws IOException, InterruptedException {
    try (TarArchiveInputStream tar = new TarArchiveInputStream(Zstd.unpack(in), UTF_8);
        WritesAhead files = new WritesAhead(tree, options)) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        extract(entry, tar, tree, files);
      }
      files.finish();
    }
  }

  private static void extract(
      TarArchiveEntry entry, InputStream content, SafeTree tree, WritesAhead files)
      throws IOException, InterruptedException {
    FileFacts.Kind kind = kind(entry);
    FileFacts facts =
        new FileFacts(
            kind,
            entry.getMode() & 0777,
            entry.getSize(),
            entry.getLastModifiedTime().toInstant(),
            (int) entry.getLongUserId(),
            (int) entry.getLongGroupId());
    switch (kind) {
      case FILE -> files.file(entry.getName(), facts, content);
      case DIRECTORY -> tree.directory(entry.getName(), facts);
      case LINK -> tree.link(entry.getName(), entry.getLinkName(), facts);
      case OTHER ->
          throw new ArchiveException(
              "%s is neither a file, a directory nor a symbolic link".formatted(entry.getName()));
    }
  }

  private static FileFacts.Kind kind(TarArchiveEntry entry) {
    if (entry.isDirectory()) {
      return FileFacts.Kind.DIRECTORY;
    }
    if (entry.isSymbolicLink()) {
      return FileFacts.Kind.LINK;
    }
    // the library's isFile is true for all that is not a directory
    boolean isOther =
        entry.isLink() || entry.isCharacterDevice() || entry.isBlockDevice() || entry.isFIFO();
    return isOther ? FileFacts.Kind.OTHER : FileFacts.Kind.FILE;
  }
}
