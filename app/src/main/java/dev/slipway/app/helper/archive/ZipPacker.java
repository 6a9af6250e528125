package dev.slipway.app.helper.archive;

import dev.slipway.app.helper.archive.ZipRecords.Entry;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.SortedSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;

/**
 * Writes a zip to a stream, in the order of the names. Files up to a limit are packed whole by
 * several threads, a few of them ahead of the one that is written; a larger file is cut into blocks
 * that are packed side by side. So memory does not grow with the files.
 */
final class ZipPacker implements AutoCloseable {
  private static final int WHOLE_BYTES_MAX = 1 << 20;
  private static final int AHEAD_FOR_EACH_THREAD = 4;

  private final Path root;
  private final ArchiveOptions options;
  private final boolean zstd;
  private final ExecutorService threads;
  private final Deque<Future<Packed>> ahead = new ArrayDeque<>();
  private final CentralDirectory central = new CentralDirectory();

  /** A file that is ready to be written, or too large to be. */
  private record Packed(Entry entry, byte[] content, int length, boolean tooLarge) {
    static Packed nothing(Entry entry) {
      return new Packed(entry, new byte[0], 0, false);
    }
  }

  ZipPacker(Path root, ArchiveOptions options, boolean zstd) {
    this.root = root;
    this.options = options;
    this.zstd = zstd;
    this.threads =
        Executors.newFixedThreadPool(
            options.threads(), Thread.ofPlatform().daemon().name("zip-", 0).factory());
  }

  void write(SortedSet<String> paths, OutputStream to) throws IOException, InterruptedException {
    CountingStream out = new CountingStream(to);
    for (String path : paths) {
      ahead.add(threads.submit(() -> pack(path)));
      if (ahead.size() >= AHEAD_FOR_EACH_THREAD * options.threads()) {
        writeNext(out);
      }
    }
    while (!ahead.isEmpty()) {
      writeNext(out);
    }
    central.writeTo(out);
    out.flush();
  }

  private void writeNext(CountingStream out) throws IOException, InterruptedException {
    Packed next = await(ahead.remove());
    if (next.entry().facts().kind() == FileFacts.Kind.OTHER) {
      return;
    }
    Entry entry = next.entry().at(out.count());
    out.write(ZipRecords.local(entry));
    if (next.tooLarge()) {
      entry = stream(entry, out);
      out.write(ZipRecords.descriptor(entry));
    } else {
      out.write(next.content(), 0, next.length());
    }
    central.add(entry);
  }

  private Entry stream(Entry entry, CountingStream out) throws IOException, InterruptedException {
    long before = out.count();
    Checksum sum = new Checksum();
    Path file = root.resolve(entry.name());
    try (InputStream in = sum.of(Files.newInputStream(file))) {
      if (zstd) {
        Zstd.pack(in, options, out);
      } else {
        new BlockDeflater(threads, options).deflate(in, out);
      }
    }
    return entry.with(sum.crc(), out.count() - before, sum.bytes());
  }

  private Packed pack(String path) throws IOException {
    Path file = root.resolve(path);
    FileFacts facts;
    try {
      facts = FileFacts.of(file);
      return switch (facts.kind()) {
        case FILE ->
            facts.size() > WHOLE_BYTES_MAX ? tooLarge(path, facts) : whole(file, path, facts);
        case LINK -> stored(path, facts, Files.readSymbolicLink(file).toString());
        case DIRECTORY -> stored(path + "/", facts, "");
        case OTHER -> Packed.nothing(entry(path, facts, ZipRecords.STORED));
      };
    } catch (NoSuchFileException e) {
      FileFacts gone = new FileFacts(FileFacts.Kind.OTHER, 0, 0, Instant.EPOCH, 0, 0);
      return Packed.nothing(entry(path, gone, ZipRecords.STORED));
    }
  }

  private Packed tooLarge(String path, FileFacts facts) {
    int method = zstd ? ZipRecords.ZSTD : ZipRecords.DEFLATED;
    Entry entry = new Entry(path, facts, method, true, 0, 0, 0, 0);
    return new Packed(entry, new byte[0], 0, true);
  }

  private Packed stored(String name, FileFacts facts, String text) {
    byte[] content = text.getBytes(StandardCharsets.UTF_8);
    return stored(name, facts, content, content.length);
  }

  private static Packed stored(String name, FileFacts facts, byte[] content, int length) {
    Entry entry =
        entry(name, facts, ZipRecords.STORED).with(Checksum.of(content, length), length, length);
    return new Packed(entry, content, length, false);
  }

  private Packed whole(Path file, String path, FileFacts facts) throws IOException {
    byte[] content = new byte[Math.toIntExact(facts.size())];
    int length;
    try (InputStream in = Files.newInputStream(file)) {
      length = in.readNBytes(content, 0, content.length);
    }
    Zstd.Packed packed = zstd ? Zstd.pack(content, length, options) : deflate(content, length);
    if (packed.length() <= 0 || packed.length() >= length) {
      return stored(path, facts, content, length);
    }
    Entry entry =
        entry(path, facts, zstd ? ZipRecords.ZSTD : ZipRecords.DEFLATED)
            .with(Checksum.of(content, length), packed.length(), length);
    return new Packed(entry, packed.content(), packed.length(), false);
  }

  /** Nothing where that would not be shorter. */
  private Zstd.Packed deflate(byte[] content, int length) {
    byte[] packed = new byte[length];
    if (options.level().deflate() == 0 || length == 0) {
      return new Zstd.Packed(packed, 0);
    }
    Deflater deflater = new Deflater(options.level().deflate(), true);
    try {
      deflater.setInput(content, 0, length);
      deflater.finish();
      int packedLength = deflater.deflate(packed);
      return new Zstd.Packed(packed, deflater.finished() ? packedLength : 0);
    } finally {
      deflater.end();
    }
  }

  private static Entry entry(String name, FileFacts facts, int method) {
    return new Entry(name, facts, method, false, 0, 0, 0, 0);
  }

  static <T> T await(Future<T> future) throws IOException, InterruptedException {
    try {
      return future.get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof IOException io ? io : new IOException(e.getCause());
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }

  /** Every entry's last record, kept packed: they are much alike, and there may be very many. */
  private static final class CentralDirectory {
    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
    private final DeflaterOutputStream packer =
        new DeflaterOutputStream(kept, new Deflater(Deflater.BEST_SPEED), 8192);
    private long entries;
    private long bytes;

    void add(Entry entry) throws IOException {
      byte[] record = ZipRecords.central(entry);
      packer.write(record);
      entries++;
      bytes += record.length;
    }

    void writeTo(CountingStream out) throws IOException {
      packer.finish();
      long offset = out.count();
      new InflaterInputStream(new ByteArrayInputStream(kept.toByteArray())).transferTo(out);
      ZipRecords.end(entries, bytes, offset, out);
    }
  }
}
