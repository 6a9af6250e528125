package dev.slipway.app.helper.archive;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Writes the files of a stream to a tree while the next ones are unpacked: small files by threads
 * of its own, a few at once, so that memory does not grow; a large one by the caller's.
 */
final class WritesAhead implements AutoCloseable {
  private static final int WHOLE_BYTES_MAX = 1 << 20;
  private static final int AHEAD_FOR_EACH_THREAD = 4;

  private final SafeTree tree;
  private final int aheadMax;
  private final ExecutorService threads;
  private final Deque<Future<Path>> ahead = new ArrayDeque<>();
  private final Set<Path> places = new HashSet<>();

  WritesAhead(SafeTree tree, ArchiveOptions options) {
    this.tree = tree;
    this.aheadMax = AHEAD_FOR_EACH_THREAD * options.threads();
    this.threads =
        Executors.newFixedThreadPool(
            options.threads(), Thread.ofPlatform().daemon().name("untar-", 0).factory());
  }

  /** Takes the content to its end; the file is there after {@link #finish()}. */
  void file(String name, FileFacts facts, InputStream content)
      throws IOException, InterruptedException {
    Path place = tree.prepare(name);
    if (places.contains(place)) {
      finish(); // a name that comes twice: the later one stays
    }
    byte[] start = content.readNBytes(WHOLE_BYTES_MAX);
    if (start.length == WHOLE_BYTES_MAX) {
      tree.write(
          place,
          facts,
          out -> {
            out.write(start);
            return start.length + content.transferTo(out);
          });
      return;
    }
    places.add(place);
    ahead.add(
        threads.submit(
            () -> {
              tree.write(place, facts, new ByteArrayInputStream(start)::transferTo);
              return place;
            }));
    if (ahead.size() >= aheadMax) {
      next();
    }
  }

  private void next() throws IOException, InterruptedException {
    places.remove(ZipPacker.await(ahead.remove()));
  }

  /** Waits until all of them are written. */
  void finish() throws IOException, InterruptedException {
    while (!ahead.isEmpty()) {
      next();
    }
  }

  /** Where the archive is refused, what came before is written to its end first. */
  @Override
  public void close() {
    threads.close();
  }
}
