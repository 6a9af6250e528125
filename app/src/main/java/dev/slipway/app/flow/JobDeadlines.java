package dev.slipway.app.flow;

import dev.slipway.domain.assembly.GoText;
import dev.slipway.domain.job.ClaimedJob;
import dev.slipway.domain.job.JobOutcome;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The times at which parts of a job are ended. A limit of the runner that is longer than the job's
 * own is the job's own.
 *
 * @param begun when the job's time began: the time that its secrets take is not counted
 */
record JobDeadlines(ClaimedJob job, Instant begun) {

  /** Of the whole job. */
  Instant ofJob() {
    return begun.plus(job.timeout());
  }

  /** Of planning, bringing the pod up, and its first script: {@code prepare_timeout}. */
  Limit ofPreparation() {
    return limit(job.runner().job().prepareTimeout(), begun, "prepare");
  }

  /** Of all attempts to get the sources together: {@code get_sources_timeout}. */
  Limit ofSources(Instant now) {
    return limit(job.runner().job().sources().timeout(), now, "get sources");
  }

  /** What the manager is to be told of limits that this job does not let hold; mostly nothing. */
  List<String> warnings() {
    List<String> warnings = new ArrayList<>();
    warn("prepare_timeout", job.runner().job().prepareTimeout(), warnings);
    warn("get_sources_timeout", job.runner().job().sources().timeout(), warnings);
    return warnings;
  }

  private void warn(String key, Optional<Duration> wished, List<String> warnings) {
    wished
        .filter(limit -> limit.compareTo(job.timeout()) > 0)
        .ifPresent(
            limit ->
                warnings.add(
                    "%s %s of runner \"%s\" is longer than the timeout of job %d, %s, which holds instead"
                        .formatted(
                            key,
                            GoText.of(limit),
                            job.runner().name(),
                            job.payload().id(),
                            GoText.of(job.timeout()))));
  }

  /** What becomes of the job that reaches its own limit. */
  JobOutcome jobTimedOut() {
    return new JobOutcome.TimedOut(
        "execution took longer than %s seconds".formatted(GoText.of(job.timeout())));
  }

  private Limit limit(Optional<Duration> wished, Instant from, String what) {
    Optional<Duration> own =
        wished.filter(d -> !d.isNegative() && !d.isZero() && d.compareTo(job.timeout()) < 0);
    Instant at = own.map(from::plus).filter(ofJob()::isAfter).orElse(ofJob());
    return at.equals(ofJob())
        ? new Limit(at, jobTimedOut())
        : new Limit(
            at,
            new JobOutcome.TimedOut(
                "%s timeout: exceeded timeout of %s"
                    .formatted(what, GoText.of(own.orElse(job.timeout())))));
  }

  /** When a part is ended, and what becomes of the job then. */
  record Limit(Instant at, JobOutcome outcome) {}
}
