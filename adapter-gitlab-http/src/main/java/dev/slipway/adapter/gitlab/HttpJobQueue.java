package dev.slipway.adapter.gitlab;

import dev.slipway.adapter.gitlab.CallResult.Answered;
import dev.slipway.adapter.gitlab.CallResult.NotMade;
import dev.slipway.adapter.gitlab.CallResult.Unreachable;
import dev.slipway.adapter.gitlab.wire.InfoBlock;
import dev.slipway.adapter.gitlab.wire.JobCodec;
import dev.slipway.adapter.gitlab.wire.JobRequestBody;
import dev.slipway.domain.job.JobPayload;
import dev.slipway.ports.gitlab.JobQueue;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code POST jobs/request}. */
final class HttpJobQueue implements JobQueue {
  private static final Logger LOG = LoggerFactory.getLogger(HttpJobQueue.class);
  private static final String PREFIX = "Checking for jobs... ";

  /** Servers hold a request open until there is a job, mostly for 50 s. */
  private static final Duration ANSWER_TIME_MAX = Duration.ofMinutes(10);

  private final HttpCalls calls;
  private final JobCodec codec;
  private final InfoBlock info;
  private final String token;
  private final String systemId;
  private final LastUpdate lastUpdate;

  HttpJobQueue(
      HttpCalls calls,
      JobCodec codec,
      InfoBlock info,
      String token,
      String systemId,
      LastUpdate lastUpdate) {
    this.calls = calls;
    this.codec = codec;
    this.info = info;
    this.token = token;
    this.systemId = systemId;
    this.lastUpdate = lastUpdate;
  }

  @Override
  public AskAnswer ask() throws InterruptedException {
    JobRequestBody body =
        new JobRequestBody(info, token, systemId.isEmpty() ? null : systemId, lastUpdate.value());
    Call call =
        new Call(
            "POST",
            "jobs/request",
            Map.of("RUNNER-TOKEN", token),
            "application/json",
            BodyPublishers.ofByteArray(codec.encode(body)),
            true,
            ANSWER_TIME_MAX);
    return switch (calls.send(call)) {
      case NotMade(String what) -> {
        LOG.atError().addKeyValue("status", what).log(PREFIX + "client error");
        yield new AskAnswer.Misconfigured(what);
      }
      case Unreachable(String what) -> failed(what, false);
      case Answered answer when answer.status() == 201 -> received(answer);
      case Answered answer -> {
        lastUpdate.keep(answer);
        yield notReceived(answer);
      }
    };
  }

  private AskAnswer notReceived(Answered answer) {
    return switch (answer.status()) {
      case 204 -> {
        LOG.debug(PREFIX + "no content");
        yield new AskAnswer.NoJob();
      }
      case 403 -> {
        LOG.atError().addKeyValue("status", answer.statusText()).log(PREFIX + "forbidden");
        yield new AskAnswer.RunnerForbidden(answer.statusText());
      }
      case 503 -> {
        LOG.atWarn()
            .addKeyValue("status", answer.statusText())
            .log(PREFIX + "GitLab instance currently unavailable");
        yield new AskAnswer.Troubled(answer.statusText(), answer.retried());
      }
      default -> failed(answer.statusText(), answer.retried());
    };
  }

  private AskAnswer received(Answered answer) {
    if (!answer.isJson()) {
      String type = answer.headers().firstValue("Content-Type").orElse("nothing");
      return failed("response is not application/json: " + type, answer.retried());
    }
    Optional<JobPayload> job = codec.job(answer.body());
    if (job.isEmpty()) {
      return failed(
          "GitLab's answer is no job that can be read (%d characters, request %s); the job waits at GitLab until it times out"
              .formatted(answer.body().length(), answer.correlationId()),
          answer.retried());
    }
    lastUpdate.keep(answer);
    LOG.atInfo()
        .addKeyValue("job", job.get().id())
        .addKeyValue("repo_url", StatusText.cleaned(job.get().git().repoUrl()))
        .addKeyValue("correlation_id", answer.correlationId())
        .log(PREFIX + "received");
    return new AskAnswer.JobGiven(
        job.get(), answer.body(), answer.correlationId(), answer.tls().flatMap(calls::tlsChain));
  }

  private static AskAnswer failed(String what, boolean retried) {
    LOG.atWarn().addKeyValue("status", what).log(PREFIX + "failed");
    return new AskAnswer.Troubled(what, retried);
  }
}
