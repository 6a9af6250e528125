package dev.slipway.app.flow;

import dev.slipway.domain.stage.Stage;
import dev.slipway.domain.trace.LogStyle;
import dev.slipway.domain.trace.MaskingRules;
import dev.slipway.domain.trace.TraceChannel;
import dev.slipway.domain.trace.TraceFilterChain;
import dev.slipway.domain.trace.TraceLog;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Collection;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The job's log as the steps of the flow write it. Safe for several threads. */
final class JobLog {
  private static final Logger LOG = LoggerFactory.getLogger(JobLog.class);

  private final InstantSource clock;
  private MaskingRules masking;
  private final boolean timestamps;
  private final boolean sections;
  private final TraceLog log;
  private final Runnable onMore;
  private final Consumer<String> onLost;
  private TraceFilterChain manager;
  private TraceFilterChain errors;
  private TraceFilterChain job;
  private TraceFilterChain services;
  private String openSection = "";
  private boolean closed;

  /**
   * @param sections whether the server understands section markers
   * @param onMore called after each write
   * @param onLost told once, with the reason, when the log cannot be kept any more; what is written
   *     from then on is dropped
   */
  JobLog(
      InstantSource clock,
      MaskingRules masking,
      boolean timestamps,
      boolean sections,
      TraceLog log,
      Runnable onMore,
      Consumer<String> onLost) {
    this.clock = clock;
    this.masking = masking;
    this.timestamps = timestamps;
    this.sections = sections;
    this.log = log;
    this.onMore = onMore;
    this.onLost = onLost;
    manager = chain(TraceChannel.MANAGER);
    errors = chain(TraceChannel.MANAGER_ERRORS);
    job = chain(TraceChannel.JOB);
    services = chain(TraceChannel.SERVICES);
  }

  void plain(String text) {
    manager(LogStyle.plain(text));
  }

  /** A line in the style of a section's heading, without a section. */
  void heading(String text) {
    manager(LogStyle.heading(text));
  }

  /** From here on these values are masked too; nothing that was held back is lost. */
  synchronized void maskToo(Collection<String> secrets) {
    masking = masking.and(secrets);
    manager.close(clock.instant());
    errors.close(clock.instant());
    job.close(clock.instant());
    services.close(clock.instant());
    manager = chain(TraceChannel.MANAGER);
    errors = chain(TraceChannel.MANAGER_ERRORS);
    job = chain(TraceChannel.JOB);
    services = chain(TraceChannel.SERVICES);
  }

  /** A text as this log would show it, for what else is to tell it. */
  synchronized String masked(String text) {
    return masking.masked(text);
  }

  void info(String text) {
    manager(LogStyle.info(text));
  }

  void warning(String text) {
    manager(LogStyle.warning(text));
  }

  /** A line about a pod that comes up. */
  synchronized void podLine(String text) {
    keep(() -> errors.write(clock.instant(), (text + "\n").getBytes(StandardCharsets.UTF_8)));
  }

  /** Output of a script. */
  synchronized void job(byte[] bytes) {
    keep(() -> job.write(clock.instant(), bytes));
  }

  /** A script has ended: what another one writes is no part of its last line. */
  synchronized void endOfScript() {
    keep(() -> job.close(clock.instant()));
  }

  /** Whole lines of a service. */
  synchronized void service(byte[] lines) {
    keep(() -> services.write(clock.instant(), lines));
  }

  /** Opens the stage's section; an open one is closed first. */
  void begin(Stage stage) {
    begin(stage.id(), stage.heading());
  }

  /** Opens a section; an open one is closed first. */
  synchronized void begin(String section, String heading) {
    end();
    openSection = section;
    if (sections) {
      manager(LogStyle.sectionStart(section, clock.instant().getEpochSecond()));
    }
    manager(LogStyle.heading(heading));
  }

  /** Closes the open section, if one is open. */
  synchronized void end() {
    if (sections && !openSection.isEmpty()) {
      manager(LogStyle.sectionEnd(openSection, clock.instant().getEpochSecond()));
    }
    openSection = "";
  }

  /**
   * The last line; nothing that was held back is lost. What is written later, by a stream that was
   * let go, is dropped: size and checksum are told with the job's end.
   */
  synchronized void close(byte[] closingLine) {
    end();
    keep(
        () -> {
          job.close(clock.instant());
          services.close(clock.instant());
          errors.close(clock.instant());
          manager.close(clock.instant());
          manager = chain(TraceChannel.MANAGER);
          manager.write(clock.instant(), closingLine);
          manager.close(clock.instant());
        });
    closed = true;
  }

  synchronized TraceLog.Position position() {
    return log.position();
  }

  private synchronized void manager(byte[] bytes) {
    keep(() -> manager.write(clock.instant(), bytes));
  }

  // Whoever writes, the job's own thread is the one that ends the job.
  private void keep(Runnable write) {
    if (closed) {
      return;
    }
    try {
      write.run();
    } catch (UncheckedIOException e) {
      LOG.error("A job's log cannot be kept any more", e);
      onLost.accept(TraceSpool.reason(e));
    }
    onMore.run();
  }

  private TraceFilterChain chain(TraceChannel channel) {
    return new TraceFilterChain(channel, masking, timestamps, log);
  }
}
