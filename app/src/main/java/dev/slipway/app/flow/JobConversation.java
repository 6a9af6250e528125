package dev.slipway.app.flow;

import dev.slipway.domain.assembly.JobPlanner;
import dev.slipway.domain.failure.Failure;
import dev.slipway.domain.flag.FeatureFlag;
import dev.slipway.domain.flag.FeatureFlags;
import dev.slipway.domain.job.ClaimedJob;
import dev.slipway.domain.job.JobOutcome;
import dev.slipway.domain.job.JobPayload;
import dev.slipway.domain.trace.LogStyle;
import dev.slipway.domain.trace.MaskingRules;
import dev.slipway.domain.trace.TraceLog;
import dev.slipway.domain.variable.Variable;
import dev.slipway.ports.gitlab.JobReporter.JobCredentials;
import dev.slipway.ports.gitlab.JobReporter.JobUpdate;
import dev.slipway.ports.gitlab.JobReporter.UpdateAnswer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All that is said to GitLab about one job: that it is accepted, its log, and its end. The log can
 * be written to at once, while GitLab's answer to the acceptance is still on its way.
 */
final class JobConversation implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(JobConversation.class);

  /** GitLab hands a job out again that nobody has accepted; its time for that is 2 minutes. */
  private static final Duration ACCEPTED_AFTER_MAX = Duration.ofSeconds(20);

  private final ClaimedJob job;
  private final GitlabPorts gitlab;
  private final JobCredentials credentials;
  private final TraceSpool spool;
  private final JobLog log;
  private final TraceStream stream;
  private final CompletableFuture<Boolean> mayAccept = new CompletableFuture<>();
  private final CompletableFuture<Acceptance> acceptance = new CompletableFuture<>();

  /** What GitLab said to the acceptance. */
  enum Acceptance {
    /** Go on. */
    OURS,
    /** A person canceled the job in the meantime. */
    CANCELED,
    /** Somebody else has it, or nobody any more: nothing more is sent. */
    NOT_OURS
  }

  /**
   * @param basis empty where the job's settings are refused: then defaults hold for the log
   * @param spool where the log is kept; closed with this
   */
  JobConversation(
      ClaimedJob job,
      GitlabPorts gitlab,
      Optional<JobPlanner.Basis> basis,
      TraceSpool spool,
      JobSignals signals,
      InstantSource clock) {
    this.job = job;
    this.gitlab = gitlab;
    this.spool = spool;
    JobPayload payload = job.payload();
    credentials = new JobCredentials(payload.id(), payload.token());
    FeatureFlags flags = basis.map(JobPlanner.Basis::flags).orElseGet(FeatureFlags::defaults);
    TraceLog trace = new TraceLog(1024L * job.runner().reporting().outputLimitKib(), spool);
    CompletableFuture<Runnable> onMore = new CompletableFuture<>();
    log =
        new JobLog(
            clock,
            MaskingRules.of(
                secrets(payload, basis),
                payload.features().tokenMaskPrefixes(),
                flags.enabled(FeatureFlag.MASK_ALL_DEFAULT_TOKENS)),
            flags.enabled(FeatureFlag.TIMESTAMPS),
            payload.features().traceSections(),
            trace,
            () -> onMore.join().run(),
            says -> signals.tell(new JobSignal.StopAsked(new Stop.LogLost(says))));
    boolean debug =
        basis
            .flatMap(b -> b.variables().get("CI_DEBUG_TRACE"))
            .flatMap(FeatureFlags::booleanOf)
            .orElse(false);
    stream =
        new TraceStream(
            gitlab.trace(),
            gitlab.reporter(),
            credentials,
            spool,
            this::output,
            signals,
            debug && !job.runner().reporting().debugTraceDisabled());
    onMore.complete(stream::more);
  }

  /**
   * Tells GitLab of a job that cannot even have a log: once, as nothing can be kept of it.
   *
   * @return how the job ended
   */
  static JobOutcome refuseWithoutLog(ClaimedJob job, GitlabPorts gitlab, String says)
      throws InterruptedException {
    JobCredentials credentials = new JobCredentials(job.payload().id(), job.payload().token());
    Failure failure = new Failure.LogNotKept(says);
    LOG.error("{} cannot run: {}", credentials, failure.text());
    var _ = gitlab.reporter().update(credentials, JobUpdate.accept());
    var _ =
        gitlab
            .reporter()
            .update(
                credentials,
                new JobUpdate(
                    JobUpdate.State.FAILED,
                    Optional.of(failure.reason()),
                    OptionalInt.empty(),
                    Optional.empty()));
    return new JobOutcome.Broken(failure);
  }

  JobLog log() {
    return log;
  }

  /**
   * Begins in the background: GitLab is told that the job is accepted after {@link #accept} or the
   * job's end, and at the latest after 20 s, as only then it can be canceled; then the log is sent.
   */
  void begin() {
    var _ = mayAccept.completeOnTimeout(true, ACCEPTED_AFTER_MAX.toSeconds(), TimeUnit.SECONDS);
    Thread.ofVirtual().name("accept-" + job.payload().id()).start(this::sayAccepted);
  }

  /**
   * The job is written down. Before that a manager that is killed leaves nothing that tells of the
   * job, and GitLab, which has heard nothing of it, hands it out again.
   */
  void accept() {
    mayAccept.complete(true);
  }

  /** GitLab's answer to the acceptance. */
  Acceptance awaitAcceptance() {
    accept();
    return acceptance.join();
  }

  /**
   * Writes the closing line and tells GitLab how the job ended.
   *
   * @return false when GitLab could not be told
   */
  boolean end(JobOutcome outcome) throws InterruptedException {
    String text = outcome.closingText();
    try {
      log.close(outcome instanceof JobOutcome.Passed ? LogStyle.info(text) : LogStyle.error(text));
    } catch (RuntimeException e) {
      // A log that cannot be written must not keep the outcome from GitLab.
      LOG.error("The last lines of the log of {} could not be written", credentials, e);
    }
    Acceptance accepted = awaitAcceptance();
    stream.close();
    if (accepted == Acceptance.NOT_OURS) {
      return true;
    }
    FinalReport report =
        new FinalReport(
            gitlab.reporter(), job.runner().reporting().finalUpdateRetryLimit(), Thread::sleep);
    return report.report(
        credentials, outcome, job.payload().features().failureReasons(), stream, output());
  }

  @Override
  public void close() {
    stream.close();
    spool.close();
  }

  private void sayAccepted() {
    Acceptance answer = Acceptance.OURS;
    var _ = mayAccept.join();
    try {
      UpdateAnswer said = gitlab.reporter().update(credentials, JobUpdate.accept());
      if (said instanceof UpdateAnswer.JobGone) {
        answer = Acceptance.NOT_OURS;
      } else if (said.wish().canceling()) {
        answer = Acceptance.CANCELED;
      } else {
        stream.heed(said.wish());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      LOG.error("The acceptance of {} failed by a fault of the runner", credentials, e);
    } finally {
      acceptance.complete(answer);
    }
    if (answer == Acceptance.OURS) {
      stream.start();
    }
  }

  private JobUpdate.Output output() {
    TraceLog.Position position = log.position();
    return new JobUpdate.Output(position.crc32(), position.size());
  }

  private static Set<String> secrets(JobPayload payload, Optional<JobPlanner.Basis> basis) {
    Set<String> secrets =
        payload.variables().stream()
            .filter(Variable::masked)
            .map(Variable::value)
            .collect(Collectors.toCollection(HashSet::new));
    basis.ifPresent(b -> secrets.addAll(b.variables().maskedValues()));
    secrets.add(payload.token());
    return secrets;
  }
}
