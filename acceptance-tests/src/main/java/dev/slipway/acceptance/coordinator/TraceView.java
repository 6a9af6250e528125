package dev.slipway.acceptance.coordinator;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A trace as GitLab's job page shows it: without the 32 bytes of time and stream before each line,
 * with continued lines joined, and without section markers. Colours are kept. Not thread-safe.
 */
final class TraceView {
  /** Time, stream number, {@code O} or {@code E}, then {@code +} where the line goes on. */
  private static final Pattern HEADER =
      Pattern.compile("^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{6}Z [0-9a-f]{2}[OE]([ +])");

  private static final Pattern SECTION =
      Pattern.compile("section_(start|end):\\d+:[\\w.-]+(\\[[^\\]]*])?\r\u001b\\[0K");

  private final ByteArrayOutputStream line = new ByteArrayOutputStream();
  private boolean lineIsOpen;

  /** What these bytes add to the view; whole lines only, the rest is kept. */
  String show(byte[] more) {
    StringBuilder shown = new StringBuilder();
    for (byte b : more) {
      if (b == '\n') {
        appendLine(shown);
      } else {
        line.write(b);
      }
    }
    return shown.toString();
  }

  /** What is still kept, ended with a line break. */
  String end() {
    StringBuilder rest = new StringBuilder();
    if (line.size() > 0) {
      appendLine(rest);
    }
    if (lineIsOpen) {
      rest.append('\n');
      lineIsOpen = false;
    }
    return rest.toString();
  }

  private void appendLine(StringBuilder shown) {
    String text = line.toString(StandardCharsets.UTF_8);
    line.reset();
    Matcher header = HEADER.matcher(text);
    boolean timed = header.find();
    boolean goesOn = timed && header.group(1).equals("+");
    if (lineIsOpen && !goesOn) {
      shown.append('\n');
    }
    String body = timed ? text.substring(header.end()) : text;
    String plain = SECTION.matcher(body).replaceAll("");
    shown.append(plain);
    // The line of a marker is no line of its own: what follows it comes in its place.
    boolean nothingYet = plain.isEmpty() && !body.isEmpty() && !(lineIsOpen && goesOn);
    lineIsOpen = !nothingYet;
  }
}
