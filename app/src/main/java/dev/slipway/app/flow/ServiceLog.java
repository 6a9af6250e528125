package dev.slipway.app.flow;

import dev.slipway.domain.trace.LogStyle;
import dev.slipway.ports.cluster.ClusterAnswer;
import dev.slipway.ports.cluster.ClusterError;
import dev.slipway.ports.cluster.ContainerLog;
import dev.slipway.ports.cluster.ContainerName;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Shows what one service container prints, line by line, until it ends or this is closed. A stream
 * that breaks is opened again at the second of the last line; lines that were shown are not shown
 * again.
 */
final class ServiceLog implements AutoCloseable {
  /** What is longer goes on in the next line. */
  static final int LINE_BYTES_MAX = 16_384;

  private static final Logger LOG = LoggerFactory.getLogger(ServiceLog.class);
  private static final int BUFFER_BYTES = 8_192;
  private static final int TIME_CHARACTERS_MAX = 40;

  private final ContainerLog logs;
  private final ContainerName container;
  private final String title;
  private final JobLog log;
  private final Instant limit;
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();
  private Instant shownUntil = Instant.EPOCH;
  private Instant resumedAt = Instant.EPOCH;
  private boolean goesOn;
  private boolean shown;
  private @Nullable InputStream stream;
  private boolean closed;

  /**
   * @param title what stands before each line
   * @param limit until when a container that has not started is waited for
   */
  ServiceLog(ContainerLog logs, ContainerName container, String title, JobLog log, Instant limit) {
    this.logs = logs;
    this.container = container;
    this.title = title;
    this.log = log;
    this.limit = limit;
  }

  /** Shows it to its end; returns early when closed. */
  void run(InstantSource clock) {
    int tries = 0;
    while (!isClosed()) {
      boolean again =
          switch (logs.follow(container, shownUntil)) {
            case ClusterAnswer.Done<InputStream>(InputStream opened) -> {
              tries = 0;
              yield !show(opened);
            }
            case ClusterAnswer.Refused<InputStream>(ClusterError error) ->
                mayPass(error, clock.instant()) || tell(error);
          };
      if (!again) {
        return;
      }
      try {
        Thread.sleep(Pause.beforeTry(tries++));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  // Invalid is what the API server says of a container that has not started.
  private boolean mayPass(ClusterError error, Instant now) {
    boolean passing =
        error instanceof ClusterError.Invalid || error instanceof ClusterError.Unavailable;
    return passing && (now.isBefore(limit) || !shownUntil.equals(Instant.EPOCH));
  }

  private synchronized boolean tell(ClusterError error) {
    if (!closed) {
      log.warning(
          "failed to open log stream for container %s: %s"
              .formatted(container.container(), error.message()));
    }
    return false;
  }

  /** Answers whether the container has ended, or this was closed. */
  private boolean show(InputStream opened) {
    try (InputStream in = opened) {
      if (!keep(in)) {
        return true;
      }
      resumedAt = shownUntil;
      byte[] buffer = new byte[BUFFER_BYTES];
      for (int n = in.read(buffer); n >= 0 && !isClosed(); n = in.read(buffer)) {
        take(buffer, n);
      }
      endLine(true);
      return true;
    } catch (IOException e) {
      LOG.debug("the output of {} broke off", container, e);
      line.reset();
      goesOn = false;
      return isClosed();
    }
  }

  private synchronized boolean keep(InputStream opened) {
    stream = opened;
    return !closed;
  }

  private synchronized boolean isClosed() {
    return closed;
  }

  private void take(byte[] buffer, int length) {
    for (int i = 0; i < length; i++) {
      if (buffer[i] == '\n') {
        endLine(true);
      } else {
        line.write(buffer[i]);
        if (line.size() == LINE_BYTES_MAX) {
          endLine(false);
        }
      }
    }
  }

  private void endLine(boolean whole) {
    boolean continued = goesOn;
    goesOn = !whole;
    if (line.size() == 0) {
      return;
    }
    byte[] text = line.toByteArray();
    line.reset();
    if (!continued) {
      Optional<Instant> time = time(text);
      shown = time.isPresent() && !time.get().isAfter(resumedAt);
      if (!shown) {
        time.ifPresent(now -> shownUntil = now);
      }
    }
    if (!shown) {
      tell(text);
    }
  }

  private synchronized void tell(byte[] text) {
    if (!closed) {
      log.service(LogStyle.service(title, text));
    }
  }

  /** The time that kubelet puts before a line, in nanoseconds. */
  private static Optional<Instant> time(byte[] line) {
    String begin =
        new String(
            line, 0, Math.min(line.length, TIME_CHARACTERS_MAX), StandardCharsets.ISO_8859_1);
    int blank = begin.indexOf(' ');
    try {
      return Optional.of(
          OffsetDateTime.parse(blank < 0 ? begin : begin.substring(0, blank)).toInstant());
    } catch (DateTimeException e) {
      LOG.debug("a line without a time", e);
      return Optional.empty();
    }
  }

  @Override
  public void close() {
    InputStream open;
    synchronized (this) {
      closed = true;
      open = stream;
    }
    if (open != null) {
      try {
        open.close();
      } catch (IOException e) {
        LOG.debug("the output of {} could not be closed", container, e);
      }
    }
  }
}
