package dev.slipway.domain.watch;

import dev.slipway.domain.failure.FailureReason;
import java.util.List;
import java.util.Locale;

/** Reads kubelet's message about an image that could not be pulled. */
final class PullTrouble {
  private static final List<String> EXTERNAL =
      List.of(
          "dial tcp",
          "connection refused",
          "no such host",
          "i/o timeout",
          "tls handshake",
          "client.timeout exceeded",
          "request canceled",
          "connection reset");
  private static final List<String> ABSENT = List.of("not found", "manifest unknown");
  private static final List<String> CREDENTIALS =
      List.of(
          "pull access denied",
          "access to the resource is denied",
          "no basic auth credentials",
          "repository does not exist or may require",
          "unauthorized",
          "authentication required");
  private static final List<String> TRANSIENT =
      List.of(
          "429",
          "too many requests",
          "qps exceeded",
          "toomanyrequests",
          "500",
          "502",
          "503",
          "504");

  private PullTrouble() {}

  static FailureReason reason(String message) {
    String lower = message.toLowerCase(Locale.ROOT);
    if (EXTERNAL.stream().anyMatch(lower::contains)) {
      return FailureReason.RUNNER_EXTERNAL_DEPENDENCY_FAILURE;
    }
    if (configuration(lower)) {
      return FailureReason.RUNNER_CONFIGURATION_ERROR;
    }
    return FailureReason.IMAGE_PULL_FAILURE;
  }

  /** Whether kubelet's next try may well succeed. */
  static boolean mayPass(String message) {
    String lower = message.toLowerCase(Locale.ROOT);
    // A number may stand in the image's name too: a plain "not found" is believed before it.
    return EXTERNAL.stream().anyMatch(lower::contains)
        || (TRANSIENT.stream().anyMatch(lower::contains) && !configuration(lower));
  }

  /** Whether the registry says that who asks may not pull. */
  static boolean refusesCredentials(String message) {
    String lower = message.toLowerCase(Locale.ROOT);
    return CREDENTIALS.stream().anyMatch(lower::contains) || lower.contains("403 forbidden");
  }

  private static boolean configuration(String lower) {
    return ABSENT.stream().anyMatch(lower::contains)
        || CREDENTIALS.stream().anyMatch(lower::contains);
  }
}
