package dev.slipway.app.helper.archive;

import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import com.github.luben.zstd.ZstdOutputStreamNoFinalizer;
import java.io.FilterOutputStream;
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
    try (ZstdOutputStreamNoFinalizer packed =
        new ZstdOutputStreamNoFinalizer(new StaysOpen(out), options.level().zstd())) {
      packed.setWorkers(options.threads());
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

  static void extract(InputStream in, SafeTree tree) throws IOException {
    try (TarArchiveInputStream tar =
        new TarArchiveInputStream(new ZstdInputStreamNoFinalizer(in), UTF_8)) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        extract(entry, tar, tree);
      }
    }
  }

  private static void extract(TarArchiveEntry entry, InputStream content, SafeTree tree)
      throws IOException {
    FileFacts.Kind kind =
        entry.isDirectory()
            ? FileFacts.Kind.DIRECTORY
            : entry.isSymbolicLink()
                ? FileFacts.Kind.LINK
                : entry.isFile() && !entry.isLink() ? FileFacts.Kind.FILE : FileFacts.Kind.OTHER;
    FileFacts facts =
        new FileFacts(
            kind,
            entry.getMode() & 0777,
            entry.getSize(),
            entry.getLastModifiedTime().toInstant(),
            (int) entry.getLongUserId(),
            (int) entry.getLongGroupId());
    switch (kind) {
      case FILE -> tree.file(entry.getName(), facts, content::transferTo);
      case DIRECTORY -> tree.directory(entry.getName(), facts);
      case LINK -> tree.link(entry.getName(), entry.getLinkName(), facts);
      case OTHER ->
          throw new ArchiveException(
              "%s is neither a file, a directory nor a symbolic link".formatted(entry.getName()));
    }
  }

  /** Closing the packer writes its end, but the stream below belongs to the caller. */
  private static final class StaysOpen extends FilterOutputStream {
    StaysOpen(OutputStream out) {
      super(out);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      out.write(bytes, offset, length);
    }

    @Override
    public void close() throws IOException {
      flush();
    }
  }
}
