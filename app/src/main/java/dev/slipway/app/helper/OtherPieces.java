package dev.slipway.app.helper;

import dev.slipway.ports.transfer.FileTransfer;
import dev.slipway.ports.transfer.TransferAnswer;
import dev.slipway.ports.transfer.TransferRequest;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What comes behind the first piece of an object, by several connections, each of which asks for a
 * next piece as long as there is one. Closing it ends them, and closes the file.
 */
final class OtherPieces implements AutoCloseable {
  private static final int PARTIAL = 206;

  private final FileTransfer transfer;
  private final TransferRequest request;
  private final Pieces cut;
  private final String etag;
  private final FileChannel file;
  private final TransferMeter meter;
  private final AtomicLong next = new AtomicLong();
  private final List<Future<?>> connections = new ArrayList<>();
  private final ExecutorService threads =
      Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("piece-", 0).factory());
  private final long began = System.nanoTime();

  /**
   * Asks for nothing yet.
   *
   * @param etag of the object that all pieces must belong to; empty where there is none
   */
  OtherPieces(
      FileTransfer transfer,
      TransferRequest request,
      Pieces cut,
      String etag,
      FileChannel file,
      TransferMeter meter) {
    this.transfer = transfer;
    this.request = request;
    this.cut = cut;
    this.etag = etag;
    this.file = file;
    this.meter = meter;
  }

  TransferMeter meter() {
    return meter;
  }

  /** Asks for what comes behind the first piece. */
  void start(ByteRange first) {
    next.set(first.to() + 1);
    long left = first.total() - first.length();
    long count = (left + cut.bytesEach() - 1) / cut.bytesEach();
    for (long i = 0; i < Math.min(count, cut.atOnce() - 1); i++) {
      connections.add(threads.submit(() -> fetchAll(first.total())));
    }
    if (count > 0 && connections.isEmpty()) {
      connections.add(threads.submit(() -> fetchAll(first.total())));
    }
  }

  // Callable: it may throw.
  private Boolean fetchAll(long total) throws IOException, InterruptedException {
    boolean done = false;
    try {
      for (long from = next.getAndAdd(cut.bytesEach());
          from < total;
          from = next.getAndAdd(cut.bytesEach())) {
        fetch(from, Math.min(cut.bytesEach(), total - from), total);
      }
      done = true;
    } finally {
      if (!done) {
        next.set(total);
      }
    }
    return done;
  }

  private void fetch(long from, long length, long total) throws IOException, InterruptedException {
    TransferAnswer answer =
        transfer.fetch(
            ByteRange.ask(request, from, length, etag),
            (head, body) -> {
              if (head.status() != PARTIAL
                  || !ByteRange.of(head).equals(new ByteRange(from, from + length - 1, total))) {
                throw new IOException("the server gave another piece than it was asked for");
              }
              FileDownload.copy(meter.count(body), file, from, length);
            });
    if (!answer.isSuccess()) {
      throw new IOException(
          "the piece from byte %d on was refused: %s".formatted(from, answer.statusText()));
    }
  }

  /**
   * Waits until all pieces are there.
   *
   * @throws IOException where one of them did not come, or the request's time is over
   */
  void await() throws IOException, InterruptedException {
    for (Future<?> connection : connections) {
      long left = request.timeMax().toNanos() - (System.nanoTime() - began);
      try {
        connection.get(Math.max(0, left), TimeUnit.NANOSECONDS);
      } catch (TimeoutException e) {
        throw new IOException(
            "not all of it came within %d s".formatted(request.timeMax().toSeconds()), e);
      } catch (ExecutionException e) {
        if (e.getCause() instanceof IOException cause) {
          throw cause;
        }
        throw new IllegalStateException("fetching a piece", e);
      }
    }
  }

  @Override
  public void close() throws IOException {
    threads.shutdownNow();
    threads.close();
    meter.close();
    file.close();
  }
}
