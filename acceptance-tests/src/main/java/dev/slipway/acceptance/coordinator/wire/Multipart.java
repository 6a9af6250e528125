package dev.slipway.acceptance.coordinator.wire;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The one part of a {@code multipart/form-data} body (RFC 7578) a runner sends: a file. */
public final class Multipart {
  private static final Pattern BOUNDARY =
      Pattern.compile("(?i)multipart/form-data\\s*;.*?boundary=\"?([^\";]{1,70})\"?.*");
  private static final Pattern NAME = Pattern.compile("[; ]name=\"([^\"]*)\"");
  private static final Pattern FILE_NAME = Pattern.compile("filename=\"([^\"]*)\"");
  private static final byte[] HEAD_END = ascii("\r\n\r\n");

  private final String fileName;
  private final byte[] content;

  private Multipart(String fileName, byte[] content) {
    this.fileName = fileName;
    this.content = content;
  }

  /**
   * @param contentType the request's content type, which names the boundary
   * @param partName the name the part must have
   * @throws Refusal 400 where the body is anything but one such file
   */
  public static Multipart read(String contentType, byte[] body, String partName) throws Refusal {
    Matcher boundary = BOUNDARY.matcher(contentType);
    if (!boundary.matches()) {
      throw HttpCall.malformed(
          "Content-Type is '" + contentType + "', expected multipart/form-data with a boundary");
    }
    byte[] first = ascii("--" + boundary.group(1) + "\r\n");
    byte[] last = ascii("\r\n--" + boundary.group(1) + "--");
    byte[] next = ascii("\r\n--" + boundary.group(1) + "\r\n");
    int headEnd = find(body, HEAD_END, 0);
    int end = find(body, last, 0);
    if (find(body, first, 0) != 0 || headEnd < 0 || end < headEnd + 4) {
      throw HttpCall.malformed("the multipart body is cut off or has no part");
    }
    if (find(body, next, 0) >= 0) {
      throw HttpCall.malformed("the multipart body has several parts, expected one");
    }
    String head = new String(body, first.length, headEnd - first.length, StandardCharsets.UTF_8);
    String name = group(NAME, head).orElse("");
    if (!name.equals(partName)) {
      throw HttpCall.malformed("the part's name is '" + name + "', expected " + partName);
    }
    String fileName =
        group(FILE_NAME, head).orElseThrow(() -> HttpCall.malformed("the part has no file name"));
    return new Multipart(fileName, Arrays.copyOfRange(body, headEnd + 4, end));
  }

  private static Optional<String> group(Pattern pattern, String head) {
    Matcher matcher = pattern.matcher(head);
    return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  /** Where the bytes begin, at or behind {@code from}; -1 for nowhere. */
  private static int find(byte[] in, byte[] what, int from) {
    for (int i = from; i <= in.length - what.length; i++) {
      if (Arrays.equals(in, i, i + what.length, what, 0, what.length)) {
        return i;
      }
    }
    return -1;
  }

  public String fileName() {
    return fileName;
  }

  /** The file's bytes; not copied. */
  public byte[] content() {
    return content;
  }
}
