package dev.slipway.ports.transfer;

import java.net.URI;
import java.time.Duration;
import java.util.Map;

/**
 * One request.
 *
 * @param headers may hold a token
 * @param headTimeMax from the end of the request to the answer's head
 * @param timeMax for all of it
 */
public record TransferRequest(
    String method, URI url, Map<String, String> headers, Duration headTimeMax, Duration timeMax) {
  public TransferRequest {
    headers = Map.copyOf(headers);
  }

  /** The URL without user, query and fragment: what may be shown. */
  public String shownUrl() {
    return shown(url);
  }

  /** A URL without user, query and fragment. */
  public static String shown(URI url) {
    String port = url.getPort() < 0 ? "" : ":" + url.getPort();
    String path = url.getRawPath() == null ? "" : url.getRawPath();
    return url.getScheme() + "://" + url.getHost() + port + path;
  }

  /** Without headers and query. */
  @Override
  public String toString() {
    return method + " " + shownUrl();
  }
}
