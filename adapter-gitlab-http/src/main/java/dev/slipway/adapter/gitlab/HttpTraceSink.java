package dev.slipway.adapter.gitlab;

import dev.slipway.adapter.gitlab.CallResult.Answered;
import dev.slipway.adapter.gitlab.CallResult.NotMade;
import dev.slipway.adapter.gitlab.CallResult.Unreachable;
import dev.slipway.ports.gitlab.JobReporter.JobCredentials;
import dev.slipway.ports.gitlab.ServerWish;
import dev.slipway.ports.gitlab.TraceSink;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.slf4j.spi.LoggingEventBuilder;

/** {@code PATCH jobs/:id/trace}. */
final class HttpTraceSink implements TraceSink {
  private static final Logger LOG = LoggerFactory.getLogger(HttpTraceSink.class);
  private static final String PREFIX = "Appending trace to coordinator... ";
  private static final Duration ANSWER_TIME_MAX = Duration.ofMinutes(2);

  private final HttpCalls calls;

  HttpTraceSink(HttpCalls calls) {
    this.calls = calls;
  }

  @Override
  public TraceAnswer append(JobCredentials job, long offset, byte[] bytes, boolean debugTrace)
      throws InterruptedException {
    if (bytes.length == 0) {
      throw new IllegalArgumentException("an empty patch is never sent");
    }
    String range = offset + "-" + (offset + bytes.length - 1);
    Call call =
        new Call(
            "PATCH",
            "jobs/" + job.id() + "/trace?debug_trace=" + debugTrace,
            Map.of("JOB-TOKEN", job.token(), "Content-Range", range),
            "text/plain",
            BodyPublishers.ofByteArray(bytes),
            false,
            ANSWER_TIME_MAX);
    return switch (calls.send(call)) {
      case NotMade(String what) -> lost(job, what);
      case Unreachable(String what) -> lost(job, what);
      case Answered answer -> judge(job, range, offset + bytes.length, answer);
    };
  }

  private static TraceAnswer lost(JobCredentials job, String what) {
    LOG.atError().addKeyValue("job", job.id()).log(PREFIX + "error {}", what);
    return new TraceAnswer.Failed(what, ServerWish.NONE);
  }

  private static TraceAnswer judge(
      JobCredentials job, String range, long nextOffset, Answered answer) {
    if (answer.saysJobIsOver()) {
      line(Level.WARN, job, range, answer).log(PREFIX + "job failed");
      return new TraceAnswer.JobGone(HttpJobReporter.gone(answer));
    }
    return switch (answer.status()) {
      case 202 -> {
        line(Level.INFO, job, range, answer).log(PREFIX + "ok");
        yield new TraceAnswer.Appended(nextOffset, answer.wish());
      }
      case 404 -> {
        line(Level.WARN, job, range, answer).log(PREFIX + "not-found");
        yield new TraceAnswer.NotFound(answer.wish());
      }
      case 416 -> {
        line(Level.WARN, job, range, answer).log(PREFIX + "range mismatch");
        yield new TraceAnswer.Rewind(heldBytes(range(answer)), answer.wish());
      }
      default -> {
        line(Level.WARN, job, range, answer).log(PREFIX + "failed");
        yield new TraceAnswer.Failed(answer.statusText(), answer.wish());
      }
    };
  }

  /** The number behind the dash of {@code 0-123}; 0 where there is none. */
  static long heldBytes(String range) {
    int dash = range.indexOf('-');
    return dash < 0 ? 0 : Numbers.parse(range.substring(dash + 1)).orElse(0L);
  }

  private static String range(Answered answer) {
    return answer.headers().firstValue("Range").orElse("");
  }

  private static LoggingEventBuilder line(
      Level level, JobCredentials job, String range, Answered answer) {
    return LOG.atLevel(level)
        .addKeyValue("job", job.id())
        .addKeyValue("sent-log", range)
        .addKeyValue("job-log", range(answer))
        .addKeyValue("job-status", answer.jobStatus())
        .addKeyValue("code", answer.status())
        .addKeyValue("status", answer.statusText())
        .addKeyValue("update-interval", answer.wish().updateInterval().orElse(Duration.ZERO))
        .addKeyValue("correlation_id", answer.correlationId());
  }
}
