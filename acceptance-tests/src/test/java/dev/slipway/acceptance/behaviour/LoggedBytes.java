package dev.slipway.acceptance.behaviour;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import java.util.regex.Pattern;

/**
 * Bytes for a job to print, and what GitLab must hold of them: the framing of a log with timestamps
 * undone, on a way of its own that shares nothing with the program.
 */
final class LoggedBytes {
  private static final int HEADER_BYTES = 32;
  private static final Pattern HEADER =
      Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{6}Z [0-9a-f]{2}[OE][ +]");

  private LoggedBytes() {}

  /**
   * Bytes of every kind that a log may have, always the same for the same seed: lines of text, a
   * line of 1 MB, invalid UTF-8, NUL, carriage returns, empty lines, and no newline at the end.
   *
   * @param textBytes about how many bytes of plain lines
   */
  static byte[] ofEveryKind(long seed, int textBytes) {
    Random random = new Random(seed);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    while (out.size() < textBytes) {
      byte[] line = new byte[random.nextInt(120)];
      for (int i = 0; i < line.length; i++) {
        line[i] = (byte) (' ' + random.nextInt(95));
      }
      out.writeBytes(line);
      out.write('\n');
    }
    out.writeBytes("x".repeat(1_000_000).getBytes(US_ASCII));
    out.write('\n');
    byte[] odd = new byte[100_000];
    random.nextBytes(odd);
    out.writeBytes(odd);
    out.writeBytes("\n\n\nprogress 1\rprogress 2\r\nNUL \0 caf\u00e9 \ud83d\ude00".getBytes(UTF_8));
    for (int i = 0; i < 2_000; i++) {
      out.writeBytes(("\r" + i + " of 2000").getBytes(US_ASCII));
    }
    out.writeBytes(new byte[] {(byte) 0xe2, (byte) 0x82});
    out.writeBytes("no newline at the end".getBytes(US_ASCII));
    return out.toByteArray();
  }

  /** Each byte that is no part of valid UTF-8 as U+FFFD, as the documentation promises. */
  static byte[] repaired(byte[] bytes) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (int at = 0; at < bytes.length; ) {
      int length = 1;
      while (length <= 4 && !isCharacter(bytes, at, length)) {
        length++;
      }
      if (length <= 4) {
        out.write(bytes, at, length);
        at += length;
      } else {
        out.writeBytes("\ufffd".getBytes(UTF_8));
        at++;
      }
    }
    return out.toByteArray();
  }

  private static boolean isCharacter(byte[] bytes, int at, int length) {
    if (at + length > bytes.length) {
      return false;
    }
    if (length == 1) {
      return bytes[at] >= 0;
    }
    try {
      return UTF_8
              .newDecoder()
              .onMalformedInput(CodingErrorAction.REPORT)
              .decode(ByteBuffer.wrap(bytes, at, length))
              .toString()
              .codePointCount(0, length == 4 ? 2 : 1)
          == 1;
    } catch (CharacterCodingException e) {
      return false;
    }
  }

  /** What the job's scripts wrote, of a log with timestamps; every line must carry its header. */
  static byte[] unframed(byte[] trace) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    boolean first = true;
    for (int at = 0; at < trace.length; ) {
      int end = at;
      while (end < trace.length && trace[end] != '\n') {
        end++;
      }
      if (end == trace.length) {
        throw new AssertionError("the log ends without a newline");
      }
      String header = new String(trace, at, Math.min(HEADER_BYTES, end - at), US_ASCII);
      if (!HEADER.matcher(header).matches()) {
        throw new AssertionError("no header at byte " + at + ": " + header);
      }
      if (header.startsWith("01O", 28)) {
        if (!first && header.endsWith(" ")) {
          out.write('\n');
        }
        first = false;
        out.write(trace, at + HEADER_BYTES, end - at - HEADER_BYTES);
      }
      at = end + 1;
    }
    return out.toByteArray();
  }

  /** What stands between two words, each of which must be there once. */
  static byte[] between(byte[] bytes, String begin, String end) {
    int from = once(bytes, begin) + begin.length();
    return Arrays.copyOfRange(bytes, from, once(bytes, end));
  }

  private static int once(byte[] bytes, String word) {
    // One character for each byte.
    String text = new String(bytes, java.nio.charset.StandardCharsets.ISO_8859_1);
    int found = text.indexOf(word);
    if (found < 0 || text.indexOf(word, found + 1) >= 0) {
      throw new AssertionError(word + " is not there once, but at " + found);
    }
    return found;
  }

  /** In hexadecimal digits. */
  static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
