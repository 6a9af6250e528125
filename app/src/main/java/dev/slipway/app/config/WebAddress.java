package dev.slipway.app.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;

/** Reads addresses of servers. */
final class WebAddress {
  private WebAddress() {}

  /**
   * An http or https address with a host.
   *
   * @throws IllegalArgumentException says what is wrong; never quotes a password
   */
  static URI parse(String text) {
    if (!text.contains("://")) {
      throw new IllegalArgumentException(
          "has no scheme; write https:// (or http://) before the host name");
    }
    URI uri;
    try {
      uri = new URI(text);
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException(
          "is not an address: %s at character %d".formatted(e.getReason(), e.getIndex() + 1), e);
    }
    String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
    if (!scheme.equals("https") && !scheme.equals("http")) {
      throw new IllegalArgumentException(
          "only http or https scheme supported, found %s".formatted(scheme));
    }
    if (uri.getHost() == null) {
      throw new IllegalArgumentException(
          "has no host name, or one with letters that are not allowed");
    }
    return uri;
  }
}
