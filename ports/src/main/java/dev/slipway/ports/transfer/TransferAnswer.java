package dev.slipway.ports.transfer;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What a server answered.
 *
 * @param statusText such as {@code 201 Created}
 * @param headers by name in lower case; the first value of each
 * @param text the beginning of the body, at most 64 KiB; empty where a sink took the body
 */
public record TransferAnswer(
    int status, String statusText, Map<String, String> headers, String text) {
  public TransferAnswer {
    headers = Map.copyOf(headers);
  }

  /** A header in any case of letters. */
  public Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
  }

  /** Whether the status is 2xx. */
  public boolean isSuccess() {
    return status / 100 == 2;
  }
}
