package dev.slipway.adapter.gitlab;

import java.util.Map;

/** How an answer's status is put into words, and how URLs are made fit for a log. */
final class StatusText {
  private static final Map<Integer, String> REASONS =
      Map.ofEntries(
          Map.entry(200, "OK"),
          Map.entry(201, "Created"),
          Map.entry(202, "Accepted"),
          Map.entry(204, "No Content"),
          Map.entry(301, "Moved Permanently"),
          Map.entry(302, "Found"),
          Map.entry(307, "Temporary Redirect"),
          Map.entry(308, "Permanent Redirect"),
          Map.entry(400, "Bad Request"),
          Map.entry(401, "Unauthorized"),
          Map.entry(403, "Forbidden"),
          Map.entry(404, "Not Found"),
          Map.entry(405, "Method Not Allowed"),
          Map.entry(406, "Not Acceptable"),
          Map.entry(408, "Request Timeout"),
          Map.entry(409, "Conflict"),
          Map.entry(410, "Gone"),
          Map.entry(412, "Precondition Failed"),
          Map.entry(413, "Request Entity Too Large"),
          Map.entry(416, "Requested Range Not Satisfiable"),
          Map.entry(422, "Unprocessable Entity"),
          Map.entry(429, "Too Many Requests"),
          Map.entry(500, "Internal Server Error"),
          Map.entry(501, "Not Implemented"),
          Map.entry(502, "Bad Gateway"),
          Map.entry(503, "Service Unavailable"),
          Map.entry(504, "Gateway Timeout"));

  private StatusText() {}

  /** {@code 404 Not Found}; the number alone where it has no name. */
  static String of(int status) {
    String reason = REASONS.get(status);
    return reason == null ? Integer.toString(status) : status + " " + reason;
  }

  /** {@code POST https://host/path: 422 Unprocessable Entity (tags: too many)}. */
  static String refused(String method, String url, int status, String message) {
    String text = method + " " + cleaned(url) + ": " + of(status);
    return message.equals(of(status)) ? text : text + " (" + message + ")";
  }

  /** A URL without what may be secret: user, query and fragment. */
  static String cleaned(String url) {
    String bare = url.replaceFirst("[?#].*", "");
    int authority = bare.indexOf("://");
    if (authority < 0) {
      return bare;
    }
    int path = bare.indexOf('/', authority + 3);
    String host = path < 0 ? bare.substring(authority + 3) : bare.substring(authority + 3, path);
    String rest = path < 0 ? "" : bare.substring(path);
    return bare.substring(0, authority + 3) + host.substring(host.lastIndexOf('@') + 1) + rest;
  }
}
