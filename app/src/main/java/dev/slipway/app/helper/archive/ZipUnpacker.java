package dev.slipway.app.helper.archive;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import java.util.zip.ZipException;

/** Unpacks a zip file with several threads. Directories and links are handled in their order. */
final class ZipUnpacker implements AutoCloseable {
  private static final int BUFFER_BYTES = 64 << 10;
  private static final int AHEAD_FOR_EACH_THREAD = 8;
  private static final int LINK_BYTES_MAX = 4096;

  private final FileChannel file;
  private final SafeTree tree;
  private final ArchiveOptions options;
  private final ExecutorService threads;

  ZipUnpacker(Path archive, SafeTree tree, ArchiveOptions options) throws IOException {
    this.file = FileChannel.open(archive, StandardOpenOption.READ);
    this.tree = tree;
    this.options = options;
    this.threads =
        Executors.newFixedThreadPool(
            options.threads(), Thread.ofPlatform().daemon().name("unzip-", 0).factory());
  }

  void extract() throws IOException, InterruptedException {
    ZipDirectory directory = new ZipDirectory(file);
    Deque<Future<?>> ahead = new ArrayDeque<>();
    while (directory.hasNext()) {
      ZipDirectory.Entry entry = directory.next();
      switch (entry.facts().kind()) {
        case DIRECTORY -> tree.directory(entry.name(), entry.facts());
        case LINK -> tree.link(entry.name(), target(directory, entry), entry.facts());
        case FILE -> {
          Path place = tree.prepare(entry.name());
          ahead.add(
              threads.submit(
                  () -> {
                    tree.write(place, entry.facts(), out -> copy(directory, entry, out));
                    return place;
                  }));
          if (ahead.size() >= AHEAD_FOR_EACH_THREAD * options.threads()) {
            ZipPacker.await(ahead.remove());
          }
        }
        case OTHER ->
            throw new ArchiveException(
                "%s is neither a file, a directory nor a symbolic link".formatted(entry.name()));
      }
    }
    while (!ahead.isEmpty()) {
      ZipPacker.await(ahead.remove());
    }
  }

  private String target(ZipDirectory directory, ZipDirectory.Entry entry) throws IOException {
    try (InputStream content = content(directory, entry)) {
      byte[] target = content.readNBytes(LINK_BYTES_MAX + 1);
      if (target.length > LINK_BYTES_MAX) {
        throw new ArchiveException("the link %s leads too far".formatted(entry.name()));
      }
      return new String(target, StandardCharsets.UTF_8);
    }
  }

  private long copy(ZipDirectory directory, ZipDirectory.Entry entry, OutputStream out)
      throws IOException {
    Checksum sum = new Checksum();
    try (InputStream content = sum.of(content(directory, entry))) {
      byte[] buffer = new byte[BUFFER_BYTES];
      for (int part = content.read(buffer); part >= 0; part = content.read(buffer)) {
        out.write(buffer, 0, part);
      }
    } catch (ZipException e) {
      throw new ArchiveException(
          "the archive is broken: %s: %s".formatted(entry.name(), e.getMessage()), e);
    }
    if (sum.bytes() != entry.size() || sum.crc() != entry.crc()) {
      throw new ArchiveException(
          "the archive is broken: the checksum of %s is wrong".formatted(entry.name()));
    }
    return sum.bytes();
  }

  private InputStream content(ZipDirectory directory, ZipDirectory.Entry entry) throws IOException {
    if ((entry.flags() & ZipRecords.FLAG_ENCRYPTED) != 0) {
      throw new ArchiveException("%s is encrypted".formatted(entry.name()));
    }
    InputStream packed = new Part(directory.contentOffset(entry), entry.packed());
    return switch (entry.method()) {
      case ZipRecords.STORED -> packed;
      case ZipRecords.DEFLATED -> new Inflating(packed);
      case ZipRecords.ZSTD -> Zstd.unpack(new BufferedInputStream(packed, BUFFER_BYTES));
      default ->
          throw new ArchiveException(
              "%s is packed with method %d, which is not known here"
                  .formatted(entry.name(), entry.method()));
    };
  }

  /** Where the archive is refused, what came before is written to its end first. */
  @Override
  public void close() throws IOException {
    threads.close();
    file.close();
  }

  /** Ends its inflater when it is closed; the stream of the JDK does so only for its own. */
  private static final class Inflating extends InflaterInputStream {
    Inflating(InputStream in) {
      super(in, new Inflater(true), BUFFER_BYTES);
    }

    @Override
    public void close() throws IOException {
      super.close();
      inf.end();
    }
  }

  /** A part of the file; several can be read at once. */
  private final class Part extends InputStream {
    private long at;
    private final long end;

    Part(long start, long length) {
      this.at = start;
      this.end = start + length;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      if (at >= end) {
        return -1;
      }
      int part = file.read(ByteBuffer.wrap(into, offset, (int) Math.min(length, end - at)), at);
      if (part < 0) {
        throw new ArchiveException("the archive is broken: it is cut off");
      }
      at += part;
      return part;
    }
  }
}
