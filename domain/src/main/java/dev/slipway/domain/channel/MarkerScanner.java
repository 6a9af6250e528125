package dev.slipway.domain.channel;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Tells marker lines from output. A line is a marker only if it is whole, has exactly the form that
 * {@link ScriptDelivery} prints, and carries a word that was announced with {@link #expect};
 * everything else is output, byte for byte. The events do not depend on how the bytes were cut into
 * pieces, but for the cuts between pieces of output.
 */
public final class MarkerScanner {
  static final String START_PREFIX = "{\"script\": \"";
  static final String END_PREFIX = "{\"command_exit_code\": ";

  private static final Pattern START = Pattern.compile("\\{\"script\": \"(\\w+)\"}");
  private static final Pattern END =
      Pattern.compile("\\{\"command_exit_code\": (\\d{1,3}), \"script\": \"(\\w+)\"}");
  private static final int LONGEST_MARKER_BYTES = 256;

  private final Set<String> startWords = new HashSet<>();
  private final Set<String> endWords = new HashSet<>();
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();
  private final ByteArrayOutputStream output = new ByteArrayOutputStream();
  private boolean passing;
  private long fed;

  /** The line, without its end, that says that the script with this word has started. */
  static String startLine(String word) {
    return START_PREFIX + word + "\"}";
  }

  /** Announces the words of a script; until then its lines are output. */
  public void expect(ScriptTicket ticket) {
    startWords.add(ticket.startWord());
    endWords.add(ticket.endWord());
  }

  /** Takes the next bytes of the log file. */
  public List<LogEvent> feed(byte[] bytes) {
    List<LogEvent> events = new ArrayList<>();
    for (byte b : bytes) {
      fed++;
      if (passing) {
        output.write(b);
        passing = b != '\n';
      } else {
        line.write(b);
        if (b == '\n') {
          endOfLine(events);
        } else if (!couldBeMarker()) {
          release();
          passing = true;
        }
      }
    }
    flush(events);
    return events;
  }

  /** Gives back what is still held back, as if it had not been fed. */
  public byte[] giveBack() {
    byte[] held = line.toByteArray();
    fed -= held.length;
    line.reset();
    return held;
  }

  private void endOfLine(List<LogEvent> events) {
    String text = line.toString(StandardCharsets.ISO_8859_1);
    LogEvent marker = marker(text.substring(0, text.length() - 1));
    if (marker instanceof LogEvent.Output) {
      release();
    } else {
      flush(events);
      events.add(marker);
      line.reset();
    }
  }

  // Output stands for "no marker" here.
  private LogEvent marker(String text) {
    Matcher end = END.matcher(text);
    if (end.matches() && endWords.contains(end.group(2))) {
      return new LogEvent.Ended(end.group(2), Integer.parseInt(end.group(1)));
    }
    Matcher start = START.matcher(text);
    if (start.matches() && startWords.contains(start.group(1))) {
      return new LogEvent.Started(start.group(1), fed - line.size());
    }
    return new LogEvent.Output(new byte[0]);
  }

  private boolean couldBeMarker() {
    if (line.size() > LONGEST_MARKER_BYTES) {
      return false;
    }
    String text = line.toString(StandardCharsets.ISO_8859_1);
    return couldStart(text, START_PREFIX) || couldStart(text, END_PREFIX);
  }

  private static boolean couldStart(String text, String prefix) {
    return text.length() < prefix.length() ? prefix.startsWith(text) : text.startsWith(prefix);
  }

  private void release() {
    output.writeBytes(line.toByteArray());
    line.reset();
  }

  private void flush(List<LogEvent> events) {
    if (output.size() > 0) {
      events.add(new LogEvent.Output(output.toByteArray()));
      output.reset();
    }
  }
}
