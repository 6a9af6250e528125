package dev.slipway.ports.cluster.fake;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/**
 * What a fake container has printed, line by line as each was complete; a last one without a
 * newline is there once the container has ended.
 */
final class PrintedLines {
  private final List<Line> lines = new ArrayList<>();
  private boolean ended;
  private int cuts;

  private record Line(Instant at, byte[] bytes) {}

  /** A way in for one of the container's streams, and its end. */
  final class Pen implements Consumer<byte[]> {
    private final ByteArrayOutputStream begun = new ByteArrayOutputStream();

    @Override
    public void accept(byte[] bytes) {
      for (byte b : bytes) {
        begun.write(b);
        if (b == '\n') {
          end();
        }
      }
    }

    /** The line that was begun is all there will be of it. */
    void end() {
      if (begun.size() > 0) {
        add(begun.toByteArray());
        begun.reset();
      }
    }
  }

  private synchronized void add(byte[] line) {
    lines.add(new Line(Instant.now(), line));
    notifyAll();
  }

  /** Nothing more will come. */
  synchronized void end() {
    ended = true;
    notifyAll();
  }

  /** Breaks the streams that follow. */
  synchronized void cut() {
    cuts++;
    notifyAll();
  }

  /** All from the first byte on, but not more than so many. */
  synchronized byte[] read(int bytesMax) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    lines.forEach(line -> all.writeBytes(line.bytes()));
    return Arrays.copyOf(all.toByteArray(), Math.min(all.size(), bytesMax));
  }

  /** Each line behind its time and a blank, as it comes. */
  synchronized InputStream follow(Instant since) {
    return new Following(since.truncatedTo(ChronoUnit.SECONDS), cuts);
  }

  private final class Following extends InputStream {
    private final Instant since;
    private final int cutsBefore;
    private int next;
    private byte[] line = new byte[0];
    private int at;
    private boolean closed;

    Following(Instant since, int cutsBefore) {
      this.since = since;
      this.cutsBefore = cutsBefore;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
      synchronized (PrintedLines.this) {
        while (at == line.length && awaitLine()) {
          Line come = lines.get(next++);
          if (!come.at().isBefore(since)) {
            line = (come.at() + " ").getBytes(US_ASCII);
            int head = line.length;
            line = Arrays.copyOf(line, head + come.bytes().length);
            System.arraycopy(come.bytes(), 0, line, head, come.bytes().length);
            at = 0;
          }
        }
        int count = Math.min(length, line.length - at);
        System.arraycopy(line, at, into, from, count);
        at += count;
        return count == 0 && length > 0 ? -1 : count;
      }
    }

    /** False where there will be none. */
    private boolean awaitLine() throws IOException {
      while (true) {
        if (closed) {
          throw new IOException("closed");
        }
        if (cuts > cutsBefore) {
          throw new IOException("the connection was cut");
        }
        if (next < lines.size() || ended) {
          return next < lines.size();
        }
        try {
          PrintedLines.this.wait();
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
          throw new InterruptedIOException("interrupted");
        }
      }
    }

    @Override
    public void close() {
      synchronized (PrintedLines.this) {
        closed = true;
        PrintedLines.this.notifyAll();
      }
    }
  }
}
