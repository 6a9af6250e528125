package dev.slipway.app.flow;

import dev.slipway.domain.failure.FailureReason;
import dev.slipway.domain.job.JobOutcome;
import dev.slipway.ports.gitlab.JobReporter;
import dev.slipway.ports.gitlab.JobReporter.JobCredentials;
import dev.slipway.ports.gitlab.JobReporter.JobUpdate;
import dev.slipway.ports.gitlab.JobReporter.UpdateAnswer;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells GitLab how a job ended: the rest of the log first, then the outcome, until the server has
 * answered. A log that the server does not take does not keep the outcome from it. Source: GitLab's
 * job API, final update.
 */
final class FinalReport {
  private static final Logger LOG = LoggerFactory.getLogger(FinalReport.class);
  private static final Duration PAUSE_MAX = Duration.ofMinutes(60);
  private static final Duration REWIND_PAUSE_MAX = Duration.ofSeconds(30);
  private static final int TRIES_WITHOUT_LOG_MAX = 3;

  private final JobReporter reporter;
  private final int triesMax;
  private final Rest rest;

  /** How time is let pass between two tries. */
  @FunctionalInterface
  interface Rest {
    void last(Duration length) throws InterruptedException;
  }

  /**
   * @param triesMax so many failures, and so many disagreements about the log, are borne
   */
  FinalReport(JobReporter reporter, int triesMax, Rest rest) {
    this.reporter = reporter;
    this.triesMax = triesMax;
    this.rest = rest;
  }

  /**
   * Reports. The log is complete and its background sending closed.
   *
   * @return whether the server has answered for good; false when every try failed
   */
  boolean report(
      JobCredentials job,
      JobOutcome outcome,
      Set<String> knownReasons,
      TraceStream trace,
      JobUpdate.Output output)
      throws InterruptedException {
    JobUpdate update = update(outcome, knownReasons, Optional.of(output));
    int failed = 0;
    int rewound = 0;
    boolean allSent = false;
    // A server that never agrees must not keep us for ever.
    while (!trace.isGone() && failed < triesMax && rewound <= triesMax) {
      TraceStream.Sent sent = sendRest(trace);
      allSent = sent == TraceStream.Sent.ALL;
      switch (sent) {
        case ALL, NOT_FOUND -> {
          UpdateAnswer answer = reporter.update(job, update);
          switch (answer) {
            case UpdateAnswer.Accepted _, UpdateAnswer.JobGone _ -> {
              return true;
            }
            case UpdateAnswer.NotYet(var wish) -> {
              trace.heed(wish);
              rest.last(trace.interval());
            }
            case UpdateAnswer.TraceMismatch(var wish) -> {
              trace.heed(wish);
              // The whole log again.
              trace.rewindToBegin();
              allSent = false;
              pauseAfterRewind(++rewound, trace.interval());
            }
            case UpdateAnswer.Failed(String what, var _) -> {
              failed++;
              pauseAfter(failed, what);
            }
          }
        }
        case MORE -> throw new IllegalStateException("sendRest stops at an end only");
        case REWOUND -> {
          pauseAfterRewind(++rewound, trace.interval());
        }
        case FAILED -> {
          failed++;
          pauseAfter(failed, "the log could not be sent");
        }
        case GONE -> {
          return true;
        }
      }
    }
    if (trace.isGone()) {
      return true;
    }
    return allSent ? gaveUp(job) : withoutLog(job, update(outcome, knownReasons, Optional.empty()));
  }

  // Without a sum of the log, which would be waited for.
  private boolean withoutLog(JobCredentials job, JobUpdate update) throws InterruptedException {
    LOG.error("GitLab does not take the log of {}: its end is told without the rest of it", job);
    for (int attempt = 1; attempt <= TRIES_WITHOUT_LOG_MAX; attempt++) {
      switch (reporter.update(job, update)) {
        case UpdateAnswer.Accepted _, UpdateAnswer.JobGone _ -> {
          return true;
        }
        case UpdateAnswer.NotYet _, UpdateAnswer.TraceMismatch _, UpdateAnswer.Failed _ ->
            pauseAfter(attempt, "without the log");
      }
    }
    return gaveUp(job);
  }

  private static TraceStream.Sent sendRest(TraceStream trace) throws InterruptedException {
    TraceStream.Sent sent;
    do {
      sent = trace.sendNext();
    } while (sent == TraceStream.Sent.MORE);
    return sent;
  }

  // A server that lost bytes gets them at the next turn; one that is in trouble needs time.
  private void pauseAfterRewind(int rewound, Duration interval) throws InterruptedException {
    if (rewound <= triesMax) {
      Duration pause = rewound == 1 ? Duration.ZERO : pause(rewound - 1);
      Duration bounded = pause.compareTo(REWIND_PAUSE_MAX) > 0 ? REWIND_PAUSE_MAX : pause;
      rest.last(bounded.compareTo(interval) > 0 ? bounded : interval);
    }
  }

  private static Duration pause(int failed) {
    Duration pause = Duration.ofSeconds(1L << Math.min(failed - 1, 12));
    return pause.compareTo(PAUSE_MAX) > 0 ? PAUSE_MAX : pause;
  }

  private void pauseAfter(int failed, String what) throws InterruptedException {
    if (failed < triesMax) {
      LOG.warn("Final update failed ({}), try {} of {}", what, failed, triesMax);
      rest.last(pause(failed));
    }
  }

  private static boolean gaveUp(JobCredentials job) {
    LOG.error("The end of {} could not be reported: no answer", job);
    return false;
  }

  private static JobUpdate update(
      JobOutcome outcome, Set<String> knownReasons, Optional<JobUpdate.Output> output) {
    Optional<FailureReason> reason = outcome.reason().map(r -> r.asKnownBy(knownReasons));
    OptionalInt code =
        switch (outcome) {
          case JobOutcome.ScriptFailed(int exitCode, var _, var _) -> OptionalInt.of(exitCode);
          case JobOutcome.Passed _,
              JobOutcome.Canceled _,
              JobOutcome.TimedOut _,
              JobOutcome.Broken _ ->
              OptionalInt.empty();
        };
    return new JobUpdate(
        reason.isPresent() ? JobUpdate.State.FAILED : JobUpdate.State.SUCCESS,
        reason,
        code,
        output);
  }
}
