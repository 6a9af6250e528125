package dev.slipway.domain.sources;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/**
 * A URL with a scheme, taken apart as far as git's settings need it; nothing is decoded.
 *
 * @param userInfo what stands before {@code @}; empty where there is none
 * @param host host and port as written; never empty
 * @param path what follows the host, with its leading slash, without query and fragment; may be
 *     empty
 */
public record GitUrl(String scheme, String userInfo, String host, String path) {

  /** The parts of the text; empty where it has no scheme or no host. */
  public static Optional<GitUrl> parse(String text) {
    int colon = text.indexOf("://");
    if (colon <= 0 || text.chars().anyMatch(c -> c <= ' ' || c == 0x7f)) {
      return Optional.empty();
    }
    String rest = cutAt(cutAt(text.substring(colon + 3), '#'), '?');
    int slash = rest.indexOf('/');
    String authority = slash < 0 ? rest : rest.substring(0, slash);
    int at = authority.lastIndexOf('@');
    String host = authority.substring(at + 1);
    if (host.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new GitUrl(
            text.substring(0, colon).toLowerCase(Locale.ROOT),
            at < 0 ? "" : authority.substring(0, at),
            host,
            slash < 0 ? "" : rest.substring(slash)));
  }

  /** Whether git asks for a password there. */
  public boolean isHttp() {
    return scheme.equals("http") || scheme.equals("https");
  }

  /** Scheme, host and port. */
  public String origin() {
    return scheme + "://" + host;
  }

  /** The same URL with other user information; empty for none. */
  public GitUrl withUserInfo(String newUserInfo) {
    return new GitUrl(scheme, newUserInfo, host, path);
  }

  /** The same URL with another path. */
  public GitUrl withPath(String newPath) {
    return new GitUrl(scheme, userInfo, host, newPath);
  }

  /** The URL without credentials; ssh keeps its user, which is no secret. */
  public GitUrl withoutCredentials() {
    if (isHttp()) {
      return withUserInfo("");
    }
    int colon = userInfo.indexOf(':');
    return colon < 0 ? this : withUserInfo(userInfo.substring(0, colon));
  }

  /** The URL as git takes it; holds the credentials. */
  public String text() {
    return scheme + "://" + (userInfo.isEmpty() ? "" : userInfo + "@") + host + path;
  }

  /** The path with its percent escapes resolved; the path as it is where they are malformed. */
  public String decodedPath() {
    try {
      return URLDecoder.decode(path.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return path;
    }
  }

  private static String cutAt(String text, char end) {
    int index = text.indexOf(end);
    return index < 0 ? text : text.substring(0, index);
  }

  /** Leaves out the credentials. */
  @Override
  public String toString() {
    return withoutCredentials().text();
  }
}
