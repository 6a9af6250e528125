package dev.slipway.acceptance.coordinator.wire;

import java.io.IOException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Who serves which method and path.
 *
 * @param path a regular expression for the whole path; its groups are handed to the endpoint
 */
public record Route(CallKind kind, String method, Pattern path, Endpoint endpoint) {
  /** Carries a call out. */
  @FunctionalInterface
  public interface Endpoint {
    Answer answer(HttpCall call, Matcher path) throws IOException, InterruptedException, Refusal;
  }

  public static Route of(CallKind kind, String method, String path, Endpoint endpoint) {
    return new Route(kind, method, Pattern.compile(path), endpoint);
  }

  Optional<Matcher> match(HttpCall call) {
    Matcher matcher = path.matcher(call.path());
    return call.method().equals(method) && matcher.matches()
        ? Optional.of(matcher)
        : Optional.empty();
  }
}
