package dev.slipway.app.flow;

import dev.slipway.domain.failure.Failure;
import dev.slipway.domain.job.JobOutcome;
import dev.slipway.domain.trace.LogStyle;
import dev.slipway.domain.trace.MaskingRules;
import dev.slipway.domain.trace.TraceChannel;
import dev.slipway.domain.trace.TraceFilterChain;
import dev.slipway.domain.trace.TraceLog;
import dev.slipway.ports.gitlab.JobReporter.JobUpdate;
import dev.slipway.ports.gitlab.JobReporter.UpdateAnswer;
import dev.slipway.ports.gitlab.TraceSink.TraceAnswer;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells GitLab that a job has failed whose manager is gone. Source: GitLab's job API. */
final class LastWord {
  private static final Logger LOG = LoggerFactory.getLogger(LastWord.class);
  private static final int TRIES_MAX = 8;

  private final GitlabPorts gitlab;
  private final InstantSource clock;

  LastWord(GitlabPorts gitlab, InstantSource clock) {
    this.gitlab = gitlab;
    this.clock = clock;
  }

  /**
   * Appends a last line to the log and ends the job.
   *
   * @return whether GitLab knows now that the job is over
   */
  boolean say(JobRecord record) throws InterruptedException {
    JobOutcome outcome = new JobOutcome.Broken(new Failure.ManagerGone());
    if (!accept(record) || !append(record, outcome)) {
      return true;
    }
    // What the whole log is, only the manager that is gone knew: no checksum is sent.
    JobUpdate update =
        new JobUpdate(
            JobUpdate.State.FAILED, outcome.reason(), OptionalInt.empty(), Optional.empty());
    for (int attempt = 1; attempt <= TRIES_MAX; attempt++) {
      UpdateAnswer answer = gitlab.reporter().update(record.job(), update);
      if (answer instanceof UpdateAnswer.Accepted || answer instanceof UpdateAnswer.JobGone) {
        return true;
      }
      Thread.sleep(answer.wish().updateInterval().orElse(Pause.beforeTry(attempt)));
    }
    LOG.error(
        "GitLab could not be told of the end of {}; the next start tries again", record.job());
    return false;
  }

  // The manager that is gone may not have come to it, and GitLab ends only what was accepted. False
  // where the job is over already, or somebody else's.
  private boolean accept(JobRecord record) throws InterruptedException {
    for (int attempt = 1; attempt <= TRIES_MAX; attempt++) {
      switch (gitlab.reporter().update(record.job(), JobUpdate.accept())) {
        case UpdateAnswer.JobGone _ -> {
          return false;
        }
        case UpdateAnswer.Accepted _, UpdateAnswer.NotYet _, UpdateAnswer.TraceMismatch _ -> {
          return true;
        }
        case UpdateAnswer.Failed _ -> Thread.sleep(Pause.beforeTry(attempt));
      }
    }
    return true;
  }

  // False where the job is over already. A log that does not take the line is no reason to wait.
  private boolean append(JobRecord record, JobOutcome outcome) throws InterruptedException {
    byte[] text = text(record, outcome);
    long offset = 0;
    for (int attempt = 1; attempt <= TRIES_MAX; attempt++) {
      switch (gitlab.trace().append(record.job(), offset, text, false)) {
        case TraceAnswer.Appended _, TraceAnswer.NotFound _ -> {
          return true;
        }
        // Only the server knows how long its log is: this is how it tells.
        case TraceAnswer.Rewind(long end, var _) -> offset = end;
        case TraceAnswer.JobGone _ -> {
          return false;
        }
        case TraceAnswer.Failed _ -> Thread.sleep(Pause.beforeTry(attempt));
      }
    }
    return true;
  }

  private byte[] text(JobRecord record, JobOutcome outcome) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    TraceFilterChain chain =
        new TraceFilterChain(
            TraceChannel.MANAGER,
            MaskingRules.of(List.of(), List.of(), false),
            record.timestamps(),
            new TraceLog(Long.MAX_VALUE, (part, from, to) -> bytes.write(part, from, to - from)));
    chain.write(clock.instant(), LogStyle.error(outcome.closingText()));
    chain.close(clock.instant());
    // The log may have been cut in the middle of a line.
    return ("\n" + bytes.toString(StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8);
  }
}
