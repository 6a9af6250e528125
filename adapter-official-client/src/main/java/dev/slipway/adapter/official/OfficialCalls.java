package dev.slipway.adapter.official;

import com.google.gson.JsonParseException;
import com.google.gson.stream.MalformedJsonException;
import dev.slipway.ports.cluster.ClusterAnswer;
import dev.slipway.ports.cluster.ClusterError;
import dev.slipway.ports.cluster.NoAnswer;
import dev.slipway.ports.cluster.stream.ServerStatus;
import io.kubernetes.client.openapi.ApiException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Sends one request of the library's API and turns what comes back into an answer. */
final class OfficialCalls {
  private static final int BODY_QUOTED_MAX = 300;

  private OfficialCalls() {}

  /** A request that is ready to be sent. */
  @FunctionalInterface
  interface Request<T> {
    T send() throws ApiException;
  }

  /** Sends it once. */
  static <T> ClusterAnswer<T> call(Request<T> request) {
    try {
      return new ClusterAnswer.Done<>(request.send());
    } catch (ApiException e) {
      return new ClusterAnswer.Refused<>(error(e));
    } catch (JsonParseException | IllegalArgumentException e) {
      // What came may hold a secret, and the library's message quotes it.
      return new ClusterAnswer.Refused<>(
          brokeOff(e)
              ? new ClusterError.Unavailable("the answer broke off", Optional.empty())
              : new ClusterError.Invalid("the answer is not the Kubernetes object asked for"));
    }
  }

  /** The library reads and parses in one: a broken connection looks like a parser's failure. */
  private static boolean brokeOff(RuntimeException e) {
    return e.getCause() instanceof IOException && !(e.getCause() instanceof MalformedJsonException);
  }

  /** The refusal, or the broken connection, that the exception stands for. */
  static ClusterError error(ApiException e) {
    // No answer, or one that broke off behind its first line.
    if (e.getCode() < 300) {
      return new ClusterError.Unavailable(reason(e), Optional.empty());
    }
    return error(e.getCode(), e.getResponseBody(), retryAfter(e.getResponseHeaders()));
  }

  /** The refusal in an answer that is no success. */
  static ClusterError error(int code, @Nullable String body, @Nullable Duration retryAfter) {
    String text = body == null ? "" : body;
    String message =
        ServerStatus.read(text)
            .map(ServerStatus::message)
            .filter(said -> !said.isEmpty())
            .orElseGet(() -> "HTTP " + code + ": " + shortened(text));
    return ClusterError.ofStatus(code, message, retryAfter);
  }

  private static String shortened(String body) {
    String text = body.strip();
    return text.length() <= BODY_QUOTED_MAX ? text : text.substring(0, BODY_QUOTED_MAX) + "...";
  }

  private static @Nullable Duration retryAfter(@Nullable Map<String, List<String>> headers) {
    if (headers == null) {
      return null;
    }
    return headers.entrySet().stream()
        .filter(header -> header.getKey().equalsIgnoreCase("Retry-After"))
        .flatMap(header -> header.getValue().stream())
        .filter(value -> value.matches("[0-9]{1,6}"))
        .findFirst()
        .map(value -> Duration.ofSeconds(Long.parseLong(value)))
        .orElse(null);
  }

  /** Why no answer came, and from which server, without the library's own wrapping. */
  static String reason(Throwable thrown) {
    Throwable cause =
        thrown instanceof ApiException && thrown.getCause() != null ? thrown.getCause() : thrown;
    return cause instanceof UnansweredException unanswered && cause.getCause() != null
        ? unanswered.server() + ": " + NoAnswer.text(cause.getCause())
        : NoAnswer.text(cause);
  }
}
