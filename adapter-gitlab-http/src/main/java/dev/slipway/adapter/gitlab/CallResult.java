package dev.slipway.adapter.gitlab;

import dev.slipway.ports.gitlab.ServerWish;
import java.net.http.HttpHeaders;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLSession;

/** What came of a call. */
sealed interface CallResult {

  /**
   * The server answered.
   *
   * @param statusText for a log
   * @param correlationId the server's, else ours
   * @param retried whether answers before this one asked to try again, or this one does
   */
  record Answered(
      int status,
      String statusText,
      HttpHeaders headers,
      String body,
      String correlationId,
      boolean retried,
      Optional<SSLSession> tls)
      implements CallResult {

    Answered withStatusText(String text) {
      return new Answered(status, text, headers, body, correlationId, retried, tls);
    }

    boolean isJson() {
      return headers
          .firstValue("Content-Type")
          .map(type -> type.strip().startsWith("application/json"))
          .orElse(false);
    }

    /** {@code Job-Status}, empty where absent. */
    String jobStatus() {
      return headers.firstValue("Job-Status").orElse("");
    }

    /** Whether GitLab has no use for this job any more. */
    boolean saysJobIsOver() {
      return jobStatus().equals("canceled") || jobStatus().equals("failed") || status == 403;
    }

    ServerWish wish() {
      return new ServerWish(jobStatus().equals("canceling"), updateInterval());
    }

    private Optional<Duration> updateInterval() {
      return headers
          .firstValue("X-GitLab-Trace-Update-Interval")
          .flatMap(Numbers::parse)
          .filter(seconds -> seconds > 0)
          .map(Duration::ofSeconds);
    }
  }

  /** No answer: no connection, a lost one, or time was up. */
  record Unreachable(String what) implements CallResult {}

  /** The call could not even be made. */
  record NotMade(String what) implements CallResult {}
}
