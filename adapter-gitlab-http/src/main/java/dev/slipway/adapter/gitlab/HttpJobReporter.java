package dev.slipway.adapter.gitlab;

import dev.slipway.adapter.gitlab.CallResult.Answered;
import dev.slipway.adapter.gitlab.CallResult.NotMade;
import dev.slipway.adapter.gitlab.CallResult.Unreachable;
import dev.slipway.adapter.gitlab.wire.InfoBlock;
import dev.slipway.adapter.gitlab.wire.JobCodec;
import dev.slipway.adapter.gitlab.wire.JobUpdateBody;
import dev.slipway.ports.gitlab.JobReporter;
import dev.slipway.ports.gitlab.ServerWish;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.slf4j.spi.LoggingEventBuilder;

/** {@code PUT jobs/:id}. */
final class HttpJobReporter implements JobReporter {
  private static final Logger LOG = LoggerFactory.getLogger(HttpJobReporter.class);
  private static final String PREFIX = "Submitting job to coordinator... ";
  private static final Duration ANSWER_TIME_MAX = Duration.ofMinutes(2);

  private final HttpCalls calls;
  private final JobCodec codec;
  private final InfoBlock info;
  private final LastUpdate lastUpdate;

  HttpJobReporter(HttpCalls calls, JobCodec codec, InfoBlock info, LastUpdate lastUpdate) {
    this.calls = calls;
    this.codec = codec;
    this.info = info;
    this.lastUpdate = lastUpdate;
  }

  @Override
  public UpdateAnswer update(JobCredentials job, JobUpdate update) throws InterruptedException {
    JobUpdateBody body = JobUpdateBody.of(info, job.token(), update);
    LOG.atInfo()
        .addKeyValue("job", job.id())
        .addKeyValue("checksum", body.checksum())
        .addKeyValue("bytesize", body.output().bytesize())
        .log("Updating job...");
    Call call =
        new Call(
            "PUT",
            "jobs/" + job.id(),
            Map.of("JOB-TOKEN", job.token()),
            "application/json",
            BodyPublishers.ofByteArray(codec.encode(body)),
            false,
            ANSWER_TIME_MAX);
    return switch (calls.send(call)) {
      case NotMade(String what) -> {
        LOG.atError()
            .addKeyValue("job", job.id())
            .addKeyValue("status", what)
            .log(PREFIX + "client error");
        yield new UpdateAnswer.JobGone(what);
      }
      case Unreachable(String what) -> {
        LOG.atWarn()
            .addKeyValue("job", job.id())
            .addKeyValue("status", what)
            .log(PREFIX + "failed");
        yield new UpdateAnswer.Failed(what, ServerWish.NONE);
      }
      case Answered answer -> {
        lastUpdate.keep(answer);
        yield judge(job, body, answer);
      }
    };
  }

  private static UpdateAnswer judge(JobCredentials job, JobUpdateBody body, Answered answer) {
    if (answer.saysJobIsOver()) {
      line(Level.WARN, job, body, answer).log(PREFIX + "job failed");
      return new UpdateAnswer.JobGone(gone(answer));
    }
    return switch (answer.status()) {
      case 200 -> {
        line(Level.INFO, job, body, answer).log(PREFIX + "ok");
        yield new UpdateAnswer.Accepted(answer.wish());
      }
      case 202 -> {
        line(Level.INFO, job, body, answer).log(PREFIX + "accepted, but not yet completed");
        yield new UpdateAnswer.NotYet(answer.wish());
      }
      case 412 -> {
        line(Level.INFO, job, body, answer).log(PREFIX + "trace validation failed");
        yield new UpdateAnswer.TraceMismatch(answer.wish());
      }
      case 404 -> {
        line(Level.WARN, job, body, answer).log(PREFIX + "not found");
        yield new UpdateAnswer.JobGone(answer.statusText());
      }
      default -> {
        line(Level.WARN, job, body, answer).log(PREFIX + "failed");
        yield new UpdateAnswer.Failed(answer.statusText(), answer.wish());
      }
    };
  }

  /** What ended the job at GitLab: its status there, else the refusal. */
  static String gone(Answered answer) {
    return answer.jobStatus().isEmpty()
        ? answer.statusText()
        : "GitLab says the job is " + answer.jobStatus();
  }

  private static LoggingEventBuilder line(
      Level level, JobCredentials job, JobUpdateBody body, Answered answer) {
    return LOG.atLevel(level)
        .addKeyValue("job", job.id())
        .addKeyValue("checksum", body.checksum())
        .addKeyValue("bytesize", body.output().bytesize())
        .addKeyValue("code", answer.status())
        .addKeyValue("job-status", answer.jobStatus())
        .addKeyValue("update-interval", answer.wish().updateInterval().orElse(Duration.ZERO))
        .addKeyValue("correlation_id", answer.correlationId())
        .addKeyValue("status", answer.statusText());
  }
}
