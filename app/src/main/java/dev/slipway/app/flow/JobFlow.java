package dev.slipway.app.flow;

import dev.slipway.domain.assembly.JobPlanner;
import dev.slipway.domain.failure.Failure;
import dev.slipway.domain.failure.FailureException;
import dev.slipway.domain.job.ClaimedJob;
import dev.slipway.domain.job.JobOutcome;
import dev.slipway.domain.job.JobPayload;
import dev.slipway.domain.job.LiveJob;
import dev.slipway.domain.job.ManagerIdentity;
import dev.slipway.domain.job.PlannedJob;
import dev.slipway.domain.pull.PullLadder;
import dev.slipway.domain.settings.RunnerSettings;
import dev.slipway.domain.variable.Variable;
import dev.slipway.ports.cache.CacheStore;
import dev.slipway.ports.vault.Vault;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way of one job.
 *
 * <pre>
 * claim -> plan -> record -> bring up -> run stages -> report -> tear down
 * </pre>
 *
 * <p>The report comes before the tear-down, and the record goes last: whoever finds a record knows
 * that something may be left of the job. What a step needs is in its arguments.
 */
public final class JobFlow {
  private static final Logger LOG = LoggerFactory.getLogger(JobFlow.class);

  private final JobCluster cluster;
  private final TokenClusters tokenClusters;
  private final GitlabPorts gitlab;
  private final CacheStore caches;
  private final JobLedger ledger;
  private final Vault vault;
  private final Nonces nonces;
  private final InstantSource clock;
  private final Supplier<TraceSpool> spools;

  public JobFlow(
      JobCluster cluster,
      TokenClusters tokenClusters,
      GitlabPorts gitlab,
      Vault vault,
      CacheStore caches,
      Nonces nonces,
      InstantSource clock) {
    this(cluster, tokenClusters, gitlab, vault, caches, nonces, clock, TraceSpool::new);
  }

  JobFlow(
      JobCluster cluster,
      TokenClusters tokenClusters,
      GitlabPorts gitlab,
      Vault vault,
      CacheStore caches,
      Nonces nonces,
      InstantSource clock,
      Supplier<TraceSpool> spools) {
    this.cluster = cluster;
    this.tokenClusters = tokenClusters;
    this.gitlab = gitlab;
    this.caches = caches;
    this.ledger = new JobLedger(cluster.ports().secrets());
    this.vault = vault;
    this.nonces = nonces;
    this.clock = clock;
    this.spools = spools;
  }

  /** Takes one job all the way. */
  JobOutcome run(ClaimedJob claimed, JobSignals signals) throws InterruptedException {
    JobBasis basis = JobBasis.of(claimed);
    ClaimedJob job = basis.found().map(JobPlanner.Basis::job).orElse(claimed);
    TraceSpool spool;
    try {
      spool = spools.get();
    } catch (UncheckedIOException e) {
      JobOutcome refused = JobConversation.refuseWithoutLog(job, gitlab, TraceSpool.reason(e));
      tellEnd(job, refused.closingText());
      return refused;
    }
    try (JobConversation gitlabTalk =
        new JobConversation(job, gitlab, basis.found(), spool, signals, clock)) {
      gitlabTalk.begin();
      JobFootprint footprint = new JobFootprint(job.runner(), ledger, cluster);
      Attempt attempt = new Attempt(job, gitlabTalk, signals, footprint);
      JobOutcome outcome;
      boolean told = false;
      try {
        outcome = attempt.outcome(basis);
        told = gitlabTalk.end(outcome);
      } finally {
        footprint.tearDown(told);
      }
      // A failure may quote values that the job masks.
      tellEnd(job, gitlabTalk.log().masked(outcome.closingText()));
      return outcome;
    }
  }

  private static void tellEnd(ClaimedJob job, String how) {
    JobPayload payload = job.payload();
    LOG.info(
        "Job ended: job={} project={} outcome={}", payload.id(), payload.info().projectId(), how);
  }

  /** Clears up what managers that are gone have left of this runner's jobs. */
  void clearLeftBehind(RunnerSettings runner, ManagerIdentity manager) throws InterruptedException {
    new LeftBehind(
            cluster.ports(),
            runner,
            new LastWord(gitlab, clock),
            manager.systemId(),
            ManagerProcess.current(manager.facts().hostname()),
            clock)
        .clear();
  }

  /** That of a program whose code is wrong; its log tells where. */
  static Failure fault(ClaimedJob job, RuntimeException e) {
    LOG.error("Job {} failed by a fault of the runner", job.payload().id(), e);
    return new Failure.InternalFault("panic: " + e);
  }

  /** One job on its way. */
  private final class Attempt {
    private final ClaimedJob job;
    private final JobConversation gitlabTalk;
    private final JobLog log;
    private final JobSignals signals;
    private JobDeadlines deadlines;
    private final JobFootprint footprint;
    private final JobPlanning planning;
    private final Preparation preparation = new Preparation();

    Attempt(
        ClaimedJob job, JobConversation gitlabTalk, JobSignals signals, JobFootprint footprint) {
      this.job = job;
      this.gitlabTalk = gitlabTalk;
      this.log = gitlabTalk.log();
      this.signals = signals;
      this.footprint = footprint;
      this.planning = new JobPlanning(job, log, nonces);
      this.deadlines = new JobDeadlines(job, job.claimedAt());
    }

    /** The only place where a failure becomes an outcome. */
    JobOutcome outcome(JobBasis given) throws InterruptedException {
      try {
        JobHeader.write(log, job, given.found().map(JobPlanner.Basis::flags));
        JobBasis basis = withSecrets(given);
        deadlines.warnings().forEach(LOG::warn);
        PlannedJob planned = planning.first(basis);
        footprint.connect(tokenClusters, planned);
        while (true) {
          try {
            return attempt(planned);
          } catch (FailureException e) {
            planned = nextTry(planned, basis, e);
          }
        }
      } catch (StageInterruptedException e) {
        return interrupted(e.run(), deadlines);
      } catch (FailureException e) {
        boolean begun = footprint.recorded().isPresent();
        return new JobOutcome.Broken(begun ? preparation.told(e.failure()) : e.failure());
      } catch (RuntimeException e) {
        return new JobOutcome.Broken(fault(job, e));
      }
    }

    private JobOutcome attempt(PlannedJob planned) throws FailureException, InterruptedException {
      footprint.recording(planned);
      // Before the pod exists, so that nothing it does goes unseen.
      try (var _ = footprint.pods().watch().watch(planned.pod().name(), signals)) {
        JobOutcome outcome = bringUpAndRun(planned);
        if (outcome instanceof JobOutcome.ScriptFailed || outcome instanceof JobOutcome.TimedOut) {
          tellPodWarnings();
        }
        return outcome;
      } catch (FailureException e) {
        tellPodWarnings();
        throw e;
      }
    }

    private void tellPodWarnings() {
      if (job.runner().kubernetes().podWarningEvents()) {
        PodWarnings warnings = new PodWarnings(footprint.pods().ports().events(), log);
        footprint.live().ifPresent(it -> warnings.tell(it.planned().pod().name()));
      }
    }

    private PlannedJob nextTry(PlannedJob failed, JobBasis basis, FailureException e)
        throws FailureException, InterruptedException {
      PullLadder pulls = planning.pullsAfter(failed, e);
      footprint.clearForNextTry(failed);
      return planning.again(basis, pulls);
    }

    private JobBasis withSecrets(JobBasis basis)
        throws FailureException, InterruptedException, StageInterruptedException {
      if (basis.found().isEmpty() || job.payload().secrets().isEmpty()) {
        return basis;
      }
      JobPlanner.Basis known = basis.found().get();
      List<Variable> secrets =
          Stoppable.run(signals, new SecretResolution(vault, log, known)::resolve);
      log.maskToo(secrets.stream().map(Variable::value).toList());
      deadlines = new JobDeadlines(job, clock.instant());
      return JobBasis.of(known.withSecrets(secrets));
    }

    private JobOutcome bringUpAndRun(PlannedJob planned)
        throws FailureException, InterruptedException {
      PodBringUp bringUp = new PodBringUp(footprint.pods().ports());
      try {
        LiveJob made =
            Stoppable.run(signals, () -> bringUp.create(planned, () -> record(planned), log));
        footprint.made(made);
        return switch (gitlabTalk.awaitAcceptance()) {
          case OURS -> runLive(made);
          case CANCELED -> new JobOutcome.Canceled();
          case NOT_OURS ->
              new JobOutcome.Broken(new Failure.GitlabRefused("GitLab took the job back"));
        };
      } catch (StageInterruptedException e) {
        return interrupted(e.run(), deadlines);
      }
    }

    private void record(PlannedJob planned) throws FailureException, InterruptedException {
      ledger.open(planned, log);
      gitlabTalk.accept();
    }

    private JobOutcome runLive(LiveJob made)
        throws FailureException, InterruptedException, StageInterruptedException {
      PodHearing pod = new PodHearing(made, PodReadiness.judge(made.planned()), clock);
      Instant deadline = deadlines.ofPreparation().at();
      new PodReadiness(footprint.pods().ports(), clock, made, pod.judge(), signals, log)
          .await(deadline);
      try (var _ =
          ServiceLogs.follow(footprint.pods().ports().logs(), made.planned(), log, clock)) {
        return runStages(made, pod, deadline);
      }
    }

    private JobOutcome runStages(LiveJob made, PodHearing pod, Instant deadline)
        throws FailureException, InterruptedException, StageInterruptedException {
      JobCluster pods = footprint.pods();
      if (made.planned().way().exec()) {
        try (ExecStageRunner execs =
            new ExecStageRunner(
                pod, pods.ports().exec(), signals, log, nonces, ExecStageRunner.Limits.STANDARD)) {
          return new JobStages(made, preparation.endedBy(execs), caches, log, clock, deadlines)
              .run();
        }
      }
      try (PodChannels channels = PodChannels.open(pods, pod, signals, log, nonces, deadline)) {
        preparation.end();
        StageRunner runner = new StageRunner(pod, channels, signals, nonces);
        return new JobStages(made, runner, caches, log, clock, deadlines).run();
      }
    }
  }

  private static JobOutcome interrupted(StageRun run, JobDeadlines deadlines) {
    return switch (run) {
      case StageRun.Ran _ ->
          throw new IllegalStateException("a script that ran is no interruption");
      case StageRun.Canceled _ -> new JobOutcome.Canceled();
      case StageRun.TimedOut _ -> deadlines.ofPreparation().outcome();
      case StageRun.Stopped(Stop stop) -> JobStages.stopped(stop);
    };
  }
}
