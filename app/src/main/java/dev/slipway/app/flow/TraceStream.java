package dev.slipway.app.flow;

import dev.slipway.ports.gitlab.JobReporter;
import dev.slipway.ports.gitlab.JobReporter.JobCredentials;
import dev.slipway.ports.gitlab.JobReporter.JobUpdate;
import dev.slipway.ports.gitlab.JobReporter.UpdateAnswer;
import dev.slipway.ports.gitlab.ServerWish;
import dev.slipway.ports.gitlab.TraceSink;
import dev.slipway.ports.gitlab.TraceSink.TraceAnswer;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends the job log to GitLab while the job runs: what is new at most once an interval of the
 * server's choice, and a sign of life when nothing is new. What the server answers - cancel, job
 * gone - goes to the job's signals.
 */
final class TraceStream implements AutoCloseable {
  static final int PATCH_BYTES_MAX = 1 << 20;
  static final Duration FIRST_INTERVAL = Duration.ofSeconds(3);
  private static final Duration FIRST_PATCH_AFTER = Duration.ofMillis(700);
  private static final Duration INTERVAL_MAX = Duration.ofMinutes(15);
  private static final Duration SIGN_OF_LIFE_MAX = Duration.ofSeconds(30);
  private static final Logger LOG = LoggerFactory.getLogger(TraceStream.class);

  private final TraceSink sink;
  private final JobReporter reporter;
  private final JobCredentials credentials;
  private final TraceSpool spool;
  private final Supplier<JobUpdate.Output> output;
  private final JobSignals signals;
  private final boolean debugTrace;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private boolean stopped;
  private long sent;
  private boolean gone;
  private boolean canceled;
  private Duration interval = FIRST_INTERVAL;
  private long lastContact = System.nanoTime();
  private @Nullable Thread thread;

  /**
   * @param output size and checksum of the whole log so far
   */
  TraceStream(
      TraceSink sink,
      JobReporter reporter,
      JobCredentials credentials,
      TraceSpool spool,
      Supplier<JobUpdate.Output> output,
      JobSignals signals,
      boolean debugTrace) {
    this.sink = sink;
    this.reporter = reporter;
    this.credentials = credentials;
    this.spool = spool;
    this.output = output;
    this.signals = signals;
    this.debugTrace = debugTrace;
  }

  void start() {
    thread = Thread.ofVirtual().name("trace-" + credentials.id()).start(this::sendOn);
  }

  /** Says that the log has grown. */
  void more() {
    lock.lock();
    try {
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Ends the sending in the background; the rest is sent by {@link #sendNext}. */
  @Override
  public void close() {
    lock.lock();
    try {
      stopped = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
    if (thread != null) {
      boolean interrupted = false;
      while (true) {
        try {
          thread.join();
          break;
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Whether GitLab said that the job is not ours any more. */
  boolean isGone() {
    return gone;
  }

  /** The server's wish for the time between two requests. */
  Duration interval() {
    return interval;
  }

  /**
   * Sends one part of what GitLab does not have yet. Only after {@link #close}. A log that cannot
   * be read back has failed to be sent.
   */
  Sent sendNext() throws InterruptedException {
    return guarded(() -> Sent.ALL);
  }

  /** The server has lost bytes: everything is sent again. */
  void rewindToBegin() {
    sent = 0;
  }

  /** What came of sending. */
  enum Sent {
    /** Nothing is left. */
    ALL,
    /** A part went through. */
    MORE,
    /** The server wants other bytes first. */
    REWOUND,
    /** It did not work; it may later. */
    FAILED,
    /** GitLab finds no such job: what it makes of an update, only that tells. */
    NOT_FOUND,
    /** GitLab wants no more. */
    GONE
  }

  /** What is done where GitLab has all bytes. */
  @FunctionalInterface
  private interface WithoutBytes {
    Sent act() throws InterruptedException;
  }

  private void sendOn() {
    try {
      long next = System.nanoTime() + FIRST_PATCH_AFTER.toNanos();
      while (awaitTurn(next)) {
        long began = System.nanoTime();
        long from = sent;
        Sent result = guarded(this::signOfLife);
        if (result == Sent.GONE) {
          return;
        }
        boolean atOnce = result == Sent.MORE && sent - from == PATCH_BYTES_MAX;
        next = atOnce ? began : began + interval.toNanos();
      }
    } catch (InterruptedException e) {
      LOG.debug("sending the log of {} was interrupted", credentials, e);
    }
  }

  // A fault in one request must not end the job's signs of life, nor its ear for a cancel.
  private Sent guarded(WithoutBytes withoutBytes) throws InterruptedException {
    try {
      byte[] bytes = spool.read(sent, PATCH_BYTES_MAX);
      return bytes.length > 0 ? patch(bytes) : withoutBytes.act();
    } catch (RuntimeException e) {
      LOG.error("Sending the log of {} failed by a fault of the runner", credentials, e);
      return Sent.FAILED;
    }
  }

  // True when something is to be sent: bytes, not before nextPatch, or a sign of life.
  private boolean awaitTurn(long nextPatch) throws InterruptedException {
    lock.lock();
    try {
      while (!stopped) {
        long now = System.nanoTime();
        long life = lastContact + min(interval, SIGN_OF_LIFE_MAX).toNanos();
        boolean hasBytes = spool.size() > sent;
        long due = hasBytes ? nextPatch : Math.max(life, nextPatch);
        if (now - due >= 0) {
          return true;
        }
        long unused = changed.awaitNanos(due - now);
        LOG.trace("{} ns of waiting were left", unused);
      }
      return false;
    } finally {
      lock.unlock();
    }
  }

  private Sent patch(byte[] bytes) throws InterruptedException {
    TraceAnswer answer = sink.append(credentials, sent, bytes, debugTrace);
    heed(answer.wish());
    return switch (answer) {
      case TraceAnswer.Appended(long offset, ServerWish _) -> {
        sent = offset;
        lastContact = System.nanoTime();
        yield Sent.MORE;
      }
      case TraceAnswer.Rewind(long offset, ServerWish _) -> {
        // A server that claims more than was written would make us wait for ever.
        sent = offset > spool.size() ? 0 : offset;
        lastContact = System.nanoTime();
        yield Sent.REWOUND;
      }
      case TraceAnswer.NotFound _ -> Sent.NOT_FOUND;
      case TraceAnswer.Failed _ -> Sent.FAILED;
      case TraceAnswer.JobGone(String what) -> gone(what);
    };
  }

  private Sent signOfLife() throws InterruptedException {
    UpdateAnswer answer =
        reporter.update(
            credentials,
            new JobUpdate(
                JobUpdate.State.RUNNING,
                Optional.empty(),
                OptionalInt.empty(),
                Optional.of(output.get())));
    heed(answer.wish());
    lastContact = System.nanoTime();
    return switch (answer) {
      case UpdateAnswer.Accepted _, UpdateAnswer.NotYet _, UpdateAnswer.TraceMismatch _ ->
          Sent.MORE;
      case UpdateAnswer.Failed _ -> Sent.FAILED;
      case UpdateAnswer.JobGone(String what) -> gone(what);
    };
  }

  /** Does what an answer's headers ask for. */
  void heed(ServerWish wish) {
    wish.updateInterval().ifPresent(wished -> interval = min(wished, INTERVAL_MAX));
    if (wish.canceling() && !canceled) {
      canceled = true;
      signals.tell(new JobSignal.StopAsked(new Stop.CancelScript()));
    }
  }

  private Sent gone(String what) {
    gone = true;
    signals.tell(new JobSignal.StopAsked(new Stop.JobTaken(what)));
    return Sent.GONE;
  }

  private static Duration min(Duration a, Duration b) {
    return a.compareTo(b) < 0 ? a : b;
  }
}
