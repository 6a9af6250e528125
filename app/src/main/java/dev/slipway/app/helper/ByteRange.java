package dev.slipway.app.helper;

import dev.slipway.ports.transfer.TransferAnswer;
import dev.slipway.ports.transfer.TransferRequest;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which bytes of an object an answer holds. Source: RFC 9110, 14.4.
 *
 * @param to the last one
 * @param total the object's length
 */
record ByteRange(long from, long to, long total) {
  private static final Pattern CONTENT_RANGE =
      Pattern.compile("bytes (\\d{1,18})-(\\d{1,18})/(\\d{1,18})");

  /**
   * What an answer with status 206 says.
   *
   * @throws IOException where it says nothing usable
   */
  static ByteRange of(TransferAnswer answer) throws IOException {
    String text = answer.header("Content-Range").orElse("");
    Matcher matcher = CONTENT_RANGE.matcher(text);
    if (!matcher.matches()) {
      throw new IOException("the server gave a piece that is none: Content-Range \"" + text + "\"");
    }
    ByteRange range =
        new ByteRange(
            Long.parseLong(matcher.group(1)),
            Long.parseLong(matcher.group(2)),
            Long.parseLong(matcher.group(3)));
    if (range.from > range.to || range.to >= range.total) {
      throw new IOException("the server gave a piece that is none: Content-Range \"" + text + "\"");
    }
    return range;
  }

  long length() {
    return to - from + 1;
  }

  /**
   * The same request for so many bytes.
   *
   * @param etag of the object that they must belong to; empty where any will do
   */
  static TransferRequest ask(TransferRequest whole, long from, long bytes, String etag) {
    Map<String, String> headers = new HashMap<>(whole.headers());
    headers.put("Range", "bytes=%d-%d".formatted(from, from + bytes - 1));
    if (!etag.isEmpty()) {
      headers.put("If-Match", etag);
    }
    return new TransferRequest(
        whole.method(), whole.url(), headers, whole.headTimeMax(), whole.timeMax());
  }
}
