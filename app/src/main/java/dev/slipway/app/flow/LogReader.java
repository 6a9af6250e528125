package dev.slipway.app.flow;

import dev.slipway.domain.channel.ChannelAnswer;
import dev.slipway.domain.channel.ChannelPaths;
import dev.slipway.domain.channel.LogEvent;
import dev.slipway.domain.channel.LogPlace;
import dev.slipway.domain.channel.LogReaderCommand;
import dev.slipway.domain.channel.MarkerScanner;
import dev.slipway.domain.channel.ScriptTicket;
import dev.slipway.domain.failure.Failure;
import dev.slipway.ports.cluster.ClusterError;
import dev.slipway.ports.cluster.ContainerExec;
import dev.slipway.ports.cluster.ContainerExec.ExecSession;
import dev.slipway.ports.cluster.ContainerName;
import dev.slipway.ports.cluster.ExecResult;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the job's log file through one exec in the helper, as long as the job. When the stream is
 * lost, or gives no sign of life, it reads on at the byte where it was.
 */
final class LogReader implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LogReader.class);
  static final Duration SILENCE_LIMIT = Duration.ofSeconds(3L * LogReaderCommand.BEAT_SECONDS);

  private final ContainerExec exec;
  private final ContainerName helper;
  private final ChannelPaths paths;
  private final AnswerBoard answers;
  private final JobSignals signals;
  private final Consumer<byte[]> output;
  private final Duration silenceLimit;
  private final MarkerScanner scanner = new MarkerScanner();
  private final ByteArrayOutputStream answerLine = new ByteArrayOutputStream();
  private int generation;
  private final Map<String, Long> starts = new LinkedHashMap<>();
  private OptionalLong emptied = OptionalLong.empty();
  private long logOffset;
  private long answersOffset;
  private volatile long lastLife = System.nanoTime();
  private volatile boolean closed;
  private volatile @Nullable ExecSession session;
  private @Nullable Thread thread;

  /**
   * @param output where the scripts' output goes; called on the stream's thread, so that it is
   *     written before the signal of the script's end
   * @param silenceLimit after so long without a sign of life the stream is opened again
   */
  LogReader(
      ContainerExec exec,
      ContainerName helper,
      ChannelPaths paths,
      AnswerBoard answers,
      JobSignals signals,
      Consumer<byte[]> output,
      Duration silenceLimit) {
    this.exec = exec;
    this.helper = helper;
    this.paths = paths;
    this.answers = answers;
    this.signals = signals;
    this.output = output;
    this.silenceLimit = silenceLimit;
  }

  void start() {
    thread = Thread.ofVirtual().name("log-reader-" + helper.pod().name()).start(this::readOn);
  }

  /** How many bytes of the log file have been read. */
  long position() {
    synchronized (scanner) {
      return logOffset;
    }
  }

  /** Makes the script's markers known before it is sent. */
  void expect(ScriptTicket ticket) {
    synchronized (scanner) {
      scanner.expect(ticket);
    }
  }

  @Override
  public void close() {
    closed = true;
    ExecSession open = session;
    if (open != null) {
      open.close();
    }
    if (thread != null) {
      thread.interrupt();
    }
  }

  private void readOn() {
    int attempt = 0;
    ExecResult result = new ExecResult.Lost("not begun");
    try {
      while (!closed) {
        long before = logOffset + answersOffset;
        result = readGuarded(result);
        if (closed) {
          return;
        }
        tellRefusal(result, before);
        attempt = logOffset + answersOffset > before ? 0 : attempt + 1;
        LOG.info(
            "log stream of {} ended ({}), reading on at byte {}", helper.pod(), result, logOffset);
        Thread.sleep(Pause.beforeTry(attempt));
      }
    } catch (InterruptedException e) {
      LOG.debug("log reader of {} ended", helper.pod(), e);
    }
  }

  // Once the log was read, a refusal may pass; at the beginning it is the account's permissions.
  private void tellRefusal(ExecResult result, long before) {
    if (result instanceof ExecResult.Refused(int status, String _, String message)
        && (status == 401 || status == 403)
        && before == 0) {
      ClusterError error = ClusterError.ofStatus(status, message, null);
      signals.tell(
          new JobSignal.ChannelFailed(
              new Failure.ClusterRefused(
                  "reading the log in container " + helper.container(),
                  error.message(),
                  error.advice())));
    }
  }

  // A fault must not leave the job without its log.
  private ExecResult readGuarded(ExecResult last) throws InterruptedException {
    try {
      return readOnce(last);
    } catch (RuntimeException e) {
      LOG.error("the log stream of {} failed by a fault of the runner", helper.pod(), e);
      return new ExecResult.Lost(e.toString());
    }
  }

  private ExecResult readOnce(ExecResult last) throws InterruptedException {
    List<String> command;
    int own;
    synchronized (scanner) {
      answerLine.reset();
      own = ++generation;
      // Where the file is a new one by now, it begins with the whole line.
      logOffset -= scanner.giveBack().length;
      if (last instanceof ExecResult.Exited(int code) && code == LogReaderCommand.OTHER_BEGIN) {
        emptied = OptionalLong.of(logOffset);
      }
      command = LogReaderCommand.of(paths, new LogPlace(logOffset, starts, emptied), answersOffset);
    }
    lastLife = System.nanoTime();
    try (ExecSession open = exec.start(helper, command, false, new Receiver(own))) {
      session = open;
      Thread watch = Thread.ofVirtual().start(() -> closeWhenSilent(open));
      try {
        return open.await();
      } finally {
        watch.interrupt();
      }
    }
  }

  // No client notices a network that has gone silent; the missing sign of life does.
  private void closeWhenSilent(ExecSession open) {
    try {
      while (true) {
        long silent = System.nanoTime() - lastLife;
        long left = silenceLimit.toNanos() - silent;
        if (left <= 0) {
          LOG.warn("log stream of {} is silent, opening it again", helper.pod());
          open.close();
          return;
        }
        Thread.sleep(Duration.ofNanos(left));
      }
    } catch (InterruptedException e) {
      LOG.trace("stream ended", e);
    }
  }

  /** Takes what one stream brings, until the next stream is opened: a late byte counts twice. */
  private final class Receiver implements ContainerExec.Output {
    private final int own;

    Receiver(int own) {
      this.own = own;
    }

    @Override
    public void stdout(byte[] bytes) {
      synchronized (scanner) {
        if (own == generation) {
          lastLife = System.nanoTime();
          logBytes(bytes);
        }
      }
    }

    @Override
    public void stderr(byte[] bytes) {
      synchronized (scanner) {
        if (own == generation) {
          lastLife = System.nanoTime();
          answerBytes(bytes);
        }
      }
    }
  }

  private void logBytes(byte[] bytes) {
    logOffset += bytes.length;
    for (LogEvent event : scanner.feed(bytes)) {
      switch (event) {
        case LogEvent.Output(byte[] text) -> output.accept(text);
        case LogEvent.Started(String marker, long at) -> {
          starts.put(marker, at);
          signals.tell(new JobSignal.Started(marker));
        }
        case LogEvent.Ended(String marker, int code) ->
            signals.tell(new JobSignal.Ended(marker, code));
      }
    }
  }

  private void answerBytes(byte[] bytes) {
    for (byte b : bytes) {
      answerLine.write(b);
      if (b == '\n') {
        answer(answerLine.toString(StandardCharsets.UTF_8), answerLine.size());
        answerLine.reset();
      }
    }
  }

  private void answer(String line, int length) {
    ChannelAnswer.parse(line)
        .ifPresentOrElse(
            answer -> {
              switch (answer) {
                case ChannelAnswer.Probed(var word, var tools) -> {
                  answersOffset += length;
                  answers.answered(word, tools);
                }
                case ChannelAnswer.Beat(var files) ->
                    files.forEach(file -> signals.tell(new JobSignal.EndedFile(file)));
              }
            },
            () -> LOG.debug("log reader of {} says: {}", helper.pod(), line.strip()));
  }
}
