package dev.slipway.domain.trace;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** The manager's own lines, as the bytes GitLab's log view expects of a runner. */
public final class LogStyle {
  private static final String CLEAR_LINE = "\033[0K";
  private static final String RESET = "\033[0;m";
  private static final String BOLD_GREEN = "\033[32;1m";
  private static final String BOLD_YELLOW = "\033[33;1m";
  private static final String BOLD_CYAN = "\033[36;1m";
  private static final String BOLD_RED = "\033[31;1m";
  private static final String YELLOW = "\033[0;33m";
  private static final String GREY = "\033[0;37m";

  private LogStyle() {}

  /** A line without colour. */
  public static byte[] plain(String text) {
    return line(CLEAR_LINE, text);
  }

  /** A bold green line: good news, and what goes on. */
  public static byte[] info(String text) {
    return line(BOLD_GREEN, text);
  }

  /** A bold yellow line without a word before it: a setting that is not used as written. */
  public static byte[] notice(String text) {
    return line(BOLD_YELLOW, text);
  }

  /** A yellow line that begins with {@code WARNING: }. */
  public static byte[] warning(String text) {
    return line(YELLOW + "WARNING: ", text);
  }

  /** A bold red line that begins with {@code ERROR: }. */
  public static byte[] error(String text) {
    return line(BOLD_RED + "ERROR: ", text);
  }

  /**
   * A grey line of a service.
   *
   * @param text may be no UTF-8
   */
  public static byte[] service(String title, byte[] text) {
    ByteArrayOutputStream line = new ByteArrayOutputStream(text.length + 64);
    line.writeBytes(bytes(GREY + "[service:" + title + "] "));
    line.writeBytes(text);
    line.writeBytes(bytes(RESET + "\n"));
    return line.toByteArray();
  }

  /** The bold cyan line that opens a section. */
  public static byte[] heading(String text) {
    return plain(BOLD_CYAN + text + RESET);
  }

  /** Begins a foldable section; no newline. Only where {@code features.trace_sections} is true. */
  public static byte[] sectionStart(String name, long unixSeconds) {
    return marker("start", name, unixSeconds);
  }

  /** Ends a foldable section; no newline. */
  public static byte[] sectionEnd(String name, long unixSeconds) {
    return marker("end", name, unixSeconds);
  }

  private static byte[] marker(String what, String name, long unixSeconds) {
    return bytes("section_" + what + ":" + unixSeconds + ":" + name + "\r" + CLEAR_LINE);
  }

  private static byte[] line(String prefix, String text) {
    return bytes(prefix + text + RESET + "\n");
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
