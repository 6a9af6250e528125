package dev.slipway.app.flow;

import dev.slipway.domain.channel.ScriptTicket;
import dev.slipway.domain.failure.Failure;
import dev.slipway.domain.failure.FailureException;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says things to one container beside the job's own thread, one after another: a channel that must
 * be opened again may take a while, and meanwhile the job hears of a cancel or of its pod's end.
 */
final class ChannelLane implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ChannelLane.class);
  private static final Duration CLOSE_LIMIT = Duration.ofSeconds(10);

  private final ControlChannel channel;
  private final JobSignals signals;
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(Thread.ofVirtual().name("control-channel").factory());
  private final AtomicInteger open = new AtomicInteger();

  /** One thing to say. */
  @FunctionalInterface
  private interface Work {
    void on(ControlChannel channel) throws FailureException, InterruptedException;
  }

  ChannelLane(ControlChannel channel, JobSignals signals) {
    this.channel = channel;
    this.signals = signals;
  }

  /** Opens the channel, or tells {@link JobSignal.ChannelFailed}; {@code then} runs once it is. */
  void open(Runnable then) {
    enqueue(
        channel -> {
          channel.open();
          then.run();
        });
  }

  /** Sends a script; {@link JobSignal.Delivered} when it is on its way. */
  void deliver(ScriptTicket ticket, String script) {
    enqueue(
        channel -> {
          channel.deliver(ticket, script);
          signals.tell(new JobSignal.Delivered(ticket.file()));
        });
  }

  /** The same for a script that did not start: the channel is not trusted any more. */
  void deliverAgain(ScriptTicket ticket, String script) {
    enqueue(ControlChannel::lost);
    deliver(ticket, script);
  }

  /** Ends a script's process group. */
  void kill(ScriptTicket ticket, String signal) {
    enqueue(channel -> channel.kill(ticket, signal));
  }

  /** Asks whether a script still runs, unless something else is being said. */
  void check(ScriptTicket ticket) {
    if (open.get() == 0) {
      checkNext(ticket);
    }
  }

  /** Asks whether a script still runs, once all else is said. */
  void checkNext(ScriptTicket ticket) {
    enqueue(channel -> channel.check(ticket));
  }

  @Override
  public void close() {
    thread.shutdownNow();
    try {
      if (!thread.awaitTermination(CLOSE_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
        LOG.warn("a control channel does not end");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    channel.close();
  }

  private void enqueue(Work work) {
    open.incrementAndGet();
    try {
      thread.execute(() -> say(work));
    } catch (RejectedExecutionException e) {
      open.decrementAndGet();
      LOG.debug("nothing is said any more: the job ends", e);
    }
  }

  private void say(Work work) {
    try {
      work.on(channel);
    } catch (FailureException e) {
      signals.tell(new JobSignal.ChannelFailed(e.failure()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      LOG.error("A control channel failed by a fault of the runner", e);
      signals.tell(new JobSignal.ChannelFailed(new Failure.InternalFault("panic: " + e)));
    } finally {
      open.decrementAndGet();
    }
  }
}
