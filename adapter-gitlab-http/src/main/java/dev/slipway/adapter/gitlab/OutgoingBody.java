package dev.slipway.adapter.gitlab;

import dev.slipway.ports.transfer.TransferBody;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Turns what is written into what is read: the client wants to read a body, its maker wants to
 * write it. At most {@link #BLOCKS_MAX} blocks are between them.
 */
final class OutgoingBody implements AutoCloseable {
  private static final int BLOCK_BYTES = 64 << 10;
  private static final int BLOCKS_MAX = 16;
  private static final byte[] END = new byte[0];

  private final TransferBody body;
  private final BlockingQueue<byte[]> blocks = new ArrayBlockingQueue<>(BLOCKS_MAX);
  private final AtomicReference<@Nullable Throwable> trouble = new AtomicReference<>();
  private final AtomicReference<@Nullable Thread> writer = new AtomicReference<>();
  private final CompletableFuture<@Nullable Void> sent = new CompletableFuture<>();
  private volatile boolean closed;

  OutgoingBody(TransferBody body) {
    this.body = body;
  }

  /** Whether there is nothing to send. */
  boolean isEmpty() {
    return body.length() == 0;
  }

  /** Done when the client has read the last byte, at once where there is none. */
  CompletableFuture<?> sent() {
    return isEmpty() ? CompletableFuture.completedFuture(null) : sent;
  }

  /** The reading end; starts the writer. */
  InputStream open() {
    Thread thread = Thread.ofVirtual().name("transfer-body").unstarted(this::write);
    if (writer.compareAndSet(null, thread)) {
      thread.start();
    }
    return new Reader();
  }

  private void write() {
    try (Writer out = new Writer()) {
      body.writeTo(out);
    } catch (InterruptedException _) {
      trouble.compareAndSet(null, new InterruptedIOException("sending was given up"));
    } catch (IOException | RuntimeException e) {
      trouble.compareAndSet(null, e);
    } finally {
      putEnd();
    }
  }

  private void putEnd() {
    try {
      put(END);
    } catch (IOException e) {
      // the reader is gone: nobody waits for the end
      trouble.compareAndSet(null, e);
    }
  }

  private void put(byte[] block) throws IOException {
    try {
      while (!blocks.offer(block, 1, TimeUnit.SECONDS)) {
        if (closed) {
          throw new IOException("the receiver took no more");
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("sending was given up");
    }
  }

  /** Ends the writer if it still writes. */
  @Override
  public void close() {
    closed = true;
    Thread thread = writer.get();
    if (thread != null) {
      thread.interrupt();
    }
  }

  private final class Writer extends OutputStream {
    private byte[] block = new byte[BLOCK_BYTES];
    private int filled;

    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] from, int offset, int length) throws IOException {
      int at = offset;
      int left = length;
      while (left > 0) {
        int part = Math.min(left, BLOCK_BYTES - filled);
        System.arraycopy(from, at, block, filled, part);
        filled += part;
        at += part;
        left -= part;
        if (filled == BLOCK_BYTES) {
          put(block);
          block = new byte[BLOCK_BYTES];
          filled = 0;
        }
      }
    }

    @Override
    public void close() throws IOException {
      if (filled > 0) {
        put(java.util.Arrays.copyOf(block, filled));
        filled = 0;
      }
    }
  }

  private final class Reader extends InputStream {
    private byte[] block = END;
    private int at;
    private boolean ended;

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      if (at == block.length && !ended) {
        next();
      }
      if (ended) {
        return -1;
      }
      int part = Math.min(length, block.length - at);
      System.arraycopy(block, at, into, offset, part);
      at += part;
      return part;
    }

    private void next() throws IOException {
      try {
        block = blocks.take();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new InterruptedIOException("sending was given up");
      }
      at = 0;
      if (block.length == 0) {
        ended = true;
        sent.complete(null);
        Throwable why = trouble.get();
        if (why != null) {
          throw new IOException("the file to send cannot be made: " + why.getMessage(), why);
        }
      }
    }
  }
}
