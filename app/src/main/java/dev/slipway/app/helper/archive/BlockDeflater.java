package dev.slipway.app.helper.archive;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.zip.Deflater;
import org.jspecify.annotations.Nullable;

/**
 * Deflates one stream with several threads: each block begins where the one before ends, and may
 * refer back into it, so that the result is one deflate stream and hardly longer.
 */
final class BlockDeflater {
  private static final int BLOCK_BYTES = 512 << 10;
  private static final int WINDOW_BYTES = 32 << 10;
  private static final int AHEAD_FOR_EACH_THREAD = 2;

  private final ExecutorService threads;
  private final ArchiveOptions options;

  private record Packed(byte[] content, int length) {}

  BlockDeflater(ExecutorService threads, ArchiveOptions options) {
    this.threads = threads;
    this.options = options;
  }

  void deflate(InputStream in, OutputStream out) throws IOException, InterruptedException {
    Deque<Future<Packed>> ahead = new ArrayDeque<>();
    byte[] window = new byte[0];
    byte @Nullable [] block = in.readNBytes(BLOCK_BYTES);
    while (block != null) {
      byte[] here = block;
      byte[] before = window;
      // one that is short may be a file that ends right there
      byte[] next = in.readNBytes(BLOCK_BYTES);
      boolean last = next.length == 0;
      ahead.add(threads.submit(() -> pack(here, before, last)));
      if (last || ahead.size() >= AHEAD_FOR_EACH_THREAD * options.threads()) {
        write(ahead, out, last);
      }
      window = Arrays.copyOfRange(here, Math.max(0, here.length - WINDOW_BYTES), here.length);
      block = last ? null : next;
    }
  }

  private static void write(Deque<Future<Packed>> ahead, OutputStream out, boolean all)
      throws IOException, InterruptedException {
    do {
      Packed packed = ZipPacker.await(ahead.remove());
      out.write(packed.content(), 0, packed.length());
    } while (all && !ahead.isEmpty());
  }

  private Packed pack(byte[] block, byte[] window, boolean last) {
    Deflater deflater = new Deflater(options.level().deflate(), true);
    try {
      if (window.length > 0) {
        deflater.setDictionary(window);
      }
      deflater.setInput(block);
      if (last) {
        deflater.finish();
      }
      byte[] packed = new byte[block.length + block.length / 100 + 64];
      int length = 0;
      boolean done = false;
      while (!done) {
        int part =
            deflater.deflate(
                packed,
                length,
                packed.length - length,
                last ? Deflater.NO_FLUSH : Deflater.SYNC_FLUSH);
        length += part;
        done = last ? deflater.finished() : length < packed.length;
        if (!done) {
          packed = Arrays.copyOf(packed, packed.length * 2);
        }
      }
      return new Packed(packed, length);
    } finally {
      deflater.end();
    }
  }
}
