package dev.slipway.app.helper;

import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Draws one line that says how far a transfer is, again and again. Units are powers of 1000. */
final class TransferMeter implements AutoCloseable {
  private static final String FLAG = "--transfer-meter-frequency";
  private static final String[] UNITS = {"B", "KB", "MB", "GB", "TB"};

  private final String label;
  private final long total;
  private final HelperLog log;
  private final Duration every;
  private final AtomicLong done = new AtomicLong();
  private final CountDownLatch ended = new CountDownLatch(1);
  private final long began = System.nanoTime();

  private TransferMeter(String label, long total, HelperLog log, Duration every) {
    this.label = label;
    this.total = total;
    this.log = log;
    this.every = every;
  }

  static List<HelperFlag> flags() {
    return List.of(
        HelperFlag.text(
            FLAG, "TRANSFER_METER_FREQUENCY", "0s", "How often progress is shown; 0 for never."));
  }

  /**
   * Begins to draw, where that is wanted.
   *
   * @param total bytes; -1 where not known
   */
  static TransferMeter start(String label, long total, HelperArguments arguments, HelperLog log) {
    Duration every;
    try {
      every = arguments.text(FLAG).equals("0") ? Duration.ZERO : arguments.duration(FLAG);
    } catch (HelperFailure e) {
      log.warning(e.text());
      every = Duration.ZERO;
    }
    boolean wanted = every.isPositive();
    Duration least = Duration.ofSeconds(1);
    TransferMeter meter =
        new TransferMeter(label, total, log, every.compareTo(least) < 0 ? least : every);
    if (wanted) {
      Thread.ofVirtual().name("transfer-meter").start(meter::draw);
    }
    return meter;
  }

  OutputStream count(OutputStream out) {
    return new FilterOutputStream(out) {
      @Override
      public void write(int b) throws IOException {
        out.write(b);
        done.incrementAndGet();
      }

      @Override
      public void write(byte[] bytes, int offset, int length) throws IOException {
        out.write(bytes, offset, length);
        done.addAndGet(length);
      }
    };
  }

  InputStream count(InputStream in) {
    return new FilterInputStream(in) {
      @Override
      public int read(byte[] into, int offset, int length) throws IOException {
        int part = super.read(into, offset, length);
        done.addAndGet(Math.max(0, part));
        return part;
      }
    };
  }

  private void draw() {
    try {
      boolean last;
      do {
        last = ended.await(every.toMillis(), TimeUnit.MILLISECONDS);
        log.raw("\r" + label + " " + progress() + " ".repeat(16) + (last ? "\n" : ""));
      } while (!last);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private String progress() {
    long bytes = done.get();
    double seconds = Math.max(1e-3, (System.nanoTime() - began) / 1e9);
    String of = total < 0 ? "" : "/" + size(total);
    return "%s%s (%s/s)".formatted(size(bytes), of, size((long) (bytes / seconds)));
  }

  static String size(long bytes) {
    if (bytes < 1000) {
      return bytes + " B";
    }
    double value = bytes;
    int unit = 0;
    while (value >= 1000 && unit < UNITS.length - 1) {
      value /= 1000;
      unit++;
    }
    return String.format(Locale.ROOT, value < 10 ? "%.2f %s" : "%.1f %s", value, UNITS[unit]);
  }

  @Override
  public void close() {
    ended.countDown();
  }
}
