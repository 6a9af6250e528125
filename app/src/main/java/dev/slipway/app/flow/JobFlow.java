package dev.slipway.app.flow;

import dev.slipway.domain.assembly.GoText;
import dev.slipway.domain.assembly.JobPlanner;
import dev.slipway.domain.failure.Failure;
import dev.slipway.domain.failure.FailureException;
import dev.slipway.domain.flag.FeatureFlag;
import dev.slipway.domain.job.ClaimedJob;
import dev.slipway.domain.job.JobOutcome;
import dev.slipway.domain.job.JobPayload;
import dev.slipway.domain.job.LiveJob;
import dev.slipway.domain.job.ManagerIdentity;
import dev.slipway.domain.job.PlannedJob;
import dev.slipway.domain.pull.PullLadder;
import dev.slipway.domain.pull.PullStep;
import dev.slipway.domain.script.GeneratedScript;
import dev.slipway.domain.settings.RunnerSettings;
import dev.slipway.domain.stage.Stage;
import dev.slipway.domain.variable.Variable;
import dev.slipway.ports.cache.CacheStore;
import dev.slipway.ports.vault.Vault;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
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
    Basis basis = basis(claimed);
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

  /** The job's basis, or why it has none. */
  private record Basis(Optional<JobPlanner.Basis> found, Optional<Failure> failure) {}

  private static Basis basis(ClaimedJob job) {
    try {
      return new Basis(Optional.of(JobPlanner.basis(job)), Optional.empty());
    } catch (FailureException e) {
      return new Basis(Optional.empty(), Optional.of(e.failure()));
    } catch (RuntimeException e) {
      return new Basis(Optional.empty(), Optional.of(fault(job, e)));
    }
  }

  private static Failure fault(ClaimedJob job, RuntimeException e) {
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
    private boolean prepared;

    Attempt(
        ClaimedJob job, JobConversation gitlabTalk, JobSignals signals, JobFootprint footprint) {
      this.job = job;
      this.gitlabTalk = gitlabTalk;
      this.log = gitlabTalk.log();
      this.signals = signals;
      this.footprint = footprint;
      this.deadlines = new JobDeadlines(job, job.claimedAt());
    }

    /** The only place where a failure becomes an outcome. */
    JobOutcome outcome(Basis given) throws InterruptedException {
      try {
        JobHeader.write(log, job, given.found().map(JobPlanner.Basis::flags));
        Basis basis = withSecrets(given);
        deadlines.warnings().forEach(LOG::warn);
        PlannedJob planned = plan(basis);
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
        boolean preparing =
            footprint.recorded().isPresent()
                && !prepared
                && !(e.failure() instanceof Failure.InternalFault);
        return new JobOutcome.Broken(
            preparing ? new Failure.InPreparation(e.failure()) : e.failure());
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

    /** The same job with the next pull policy, where an image was the trouble and one is left. */
    private PlannedJob nextTry(PlannedJob failed, Basis basis, FailureException e)
        throws FailureException, InterruptedException {
      if (!(e.failure() instanceof Failure.ImagePull pull)) {
        throw e;
      }
      return switch (failed.pulls().after(pull)) {
        case PullStep.GiveUp(Failure failure) -> throw new FailureException(failure);
        case PullStep.Try(PullLadder ladder, String warning, String info) -> {
          log.warning(warning);
          log.info(info);
          footprint.clearForNextTry(failed);
          yield JobPlanner.plan(job, basis.found().orElseThrow(), nonces.nameSuffix(), ladder);
        }
      };
    }

    private Basis withSecrets(Basis basis)
        throws FailureException, InterruptedException, StageInterruptedException {
      if (basis.found().isEmpty() || job.payload().secrets().isEmpty()) {
        return basis;
      }
      JobPlanner.Basis known = basis.found().get();
      List<Variable> secrets =
          Stoppable.run(signals, new SecretResolution(vault, log, known)::resolve);
      log.maskToo(secrets.stream().map(Variable::value).toList());
      deadlines = new JobDeadlines(job, clock.instant());
      return new Basis(Optional.of(known.withSecrets(secrets)), Optional.empty());
    }

    private PlannedJob plan(Basis basis) throws FailureException {
      log.begin(Stage.PREPARE_EXECUTOR, Stage.PREPARE_EXECUTOR_HEADING);
      if (basis.failure().isPresent()) {
        throw new FailureException(basis.failure().get());
      }
      PlannedJob planned =
          JobPlanner.plan(job, basis.found().orElseThrow(), nonces.nameSuffix(), PullLadder.FRESH);
      if (!planned.warnings().isEmpty()) {
        log.warning(String.join("\n", planned.warnings()));
      }
      if (planned.defaultImage()) {
        log.info("Using default image");
      }
      planned.lines().forEach(log::plain);
      log.begin(Stage.PREPARE_SCRIPT);
      if (planned.scripts().flags().enabled(FeatureFlag.USE_POD_ACTIVE_DEADLINE_SECONDS)) {
        log.plain(
            "Using FF_USE_POD_ACTIVE_DEADLINE_SECONDS, the Pod activeDeadlineSeconds will be set to the job timeout: %s..."
                .formatted(GoText.of(job.timeout())));
      }
      return planned;
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
          return new JobStages(made, preparing(execs), caches, log, clock, deadlines).run();
        }
      }
      try (PodChannels channels = PodChannels.open(pods, pod, signals, log, nonces, deadline)) {
        prepared = true;
        StageRunner runner = new StageRunner(pod, channels, signals, nonces);
        return new JobStages(made, runner, caches, log, clock, deadlines).run();
      }
    }

    /** The first script is a part of the preparation. */
    private ScriptRunner preparing(ScriptRunner runner) {
      return new ScriptRunner() {
        @Override
        public StageRun run(
            Stage stage, GeneratedScript script, Instant deadline, boolean obeysCancel)
            throws FailureException, InterruptedException {
          StageRun end = runner.run(stage, script, deadline, obeysCancel);
          prepared = true;
          return end;
        }

        @Override
        public Optional<StageRun> pause(Duration length, Instant deadline, boolean obeysCancel)
            throws FailureException, InterruptedException {
          return runner.pause(length, deadline, obeysCancel);
        }
      };
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
