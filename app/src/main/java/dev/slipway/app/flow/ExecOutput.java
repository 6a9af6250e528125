package dev.slipway.app.flow;

import dev.slipway.domain.channel.ExecCommand;
import dev.slipway.domain.channel.LogEvent;
import dev.slipway.domain.channel.MarkerScanner;
import dev.slipway.domain.channel.ScriptTicket;
import dev.slipway.ports.cluster.ContainerExec;
import java.util.Arrays;
import java.util.OptionalInt;
import java.util.function.IntConsumer;

/** Takes the output of one exec to the job's log, and its script's end marker to whoever waits. */
final class ExecOutput implements ContainerExec.Output {
  private final JobLog log;
  private final IntConsumer onEnd;
  private final MarkerScanner scanner = new MarkerScanner();
  private boolean atLineBegin = true;
  private boolean emptyLineHeld;
  private boolean dropping;
  private volatile OptionalInt code = OptionalInt.empty();
  private volatile long heardAt = System.nanoTime();

  /**
   * @param onEnd told the code of the script's end marker, on the stream's own thread, which must
   *     not be held up
   */
  ExecOutput(JobLog log, ExecCommand command, IntConsumer onEnd) {
    this.log = log;
    this.onEnd = onEnd;
    scanner.expect(new ScriptTicket(command.word(), command.word(), command.word()));
  }

  /** What the end marker said. */
  OptionalInt code() {
    return code;
  }

  /** When the stream last brought something, as {@link System#nanoTime} has it. */
  long heardAt() {
    return heardAt;
  }

  @Override
  public synchronized void stdout(byte[] bytes) {
    heardAt = System.nanoTime();
    for (LogEvent event : scanner.feed(bytes)) {
      switch (event) {
        case LogEvent.Output(byte[] text) -> output(text);
        case LogEvent.Ended(String _, int end) -> {
          // The newline before the marker is not the script's. Where it ended a line that the
          // script had left open, the line is ended in the log as well.
          emptyLineHeld = false;
          code = OptionalInt.of(end);
          onEnd.accept(end);
        }
        case LogEvent.Started _ -> {}
      }
    }
  }

  @Override
  public synchronized void stderr(byte[] bytes) {
    heardAt = System.nanoTime();
    write(bytes);
  }

  /** A script that was ended leaves no marker behind: what was held is its own. */
  synchronized void end() {
    byte[] begunLine = scanner.giveBack();
    if (begunLine.length > 0) {
      output(begunLine);
    }
    if (emptyLineHeld) {
      emptyLineHeld = false;
      write(new byte[] {'\n'});
    }
  }

  /** From here on nothing reaches the log: it is about to be closed. */
  synchronized void drop() {
    dropping = true;
  }

  // Lines go on at once; only an empty one may be that of the marker, which comes right behind it.
  private void output(byte[] text) {
    if (emptyLineHeld) {
      write(new byte[] {'\n'});
    }
    int last = text.length - 1;
    boolean emptyLine = text[last] == '\n' && (last == 0 ? atLineBegin : text[last - 1] == '\n');
    // Behind the marker come processes that the script has left: no marker follows them.
    emptyLineHeld = code.isEmpty() && emptyLine;
    atLineBegin = text[last] == '\n';
    write(emptyLineHeld ? Arrays.copyOf(text, last) : text);
  }

  private void write(byte[] bytes) {
    if (!dropping) {
      log.job(bytes);
    }
  }
}
