package dev.slipway.app.flow;

import dev.slipway.domain.failure.Failure;
import dev.slipway.domain.failure.FailureException;
import dev.slipway.domain.job.JobOutcome;
import dev.slipway.domain.job.JobPayload.JobStep;
import dev.slipway.domain.job.LiveJob;
import dev.slipway.domain.script.GeneratedScript;
import dev.slipway.domain.script.ScriptContext;
import dev.slipway.domain.script.StageScripts;
import dev.slipway.domain.stage.Stage;
import dev.slipway.domain.stage.StageAttempts;
import dev.slipway.ports.cache.CacheStore;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * The stages of a job in their order, and what each one's end means for the others. Source: GitLab
 * Runner 19.
 */
final class JobStages {
  private static final Duration CLEANUP_LIMIT = Duration.ofMinutes(5);

  private final LiveJob job;
  private final ScriptRunner runner;
  private final JobLog log;
  private final InstantSource clock;
  private final JobDeadlines deadlines;
  private final Instant deadline;
  private final CarryStages carry;
  private ScriptContext scripts;

  JobStages(
      LiveJob job,
      ScriptRunner runner,
      CacheStore caches,
      JobLog log,
      InstantSource clock,
      JobDeadlines deadlines) {
    this.job = job;
    this.runner = runner;
    this.log = log;
    this.clock = clock;
    this.deadlines = deadlines;
    this.deadline = deadlines.ofJob();
    this.scripts = job.planned().scripts();
    this.carry =
        new CarryStages(
            job.planned().claimed(),
            caches,
            log,
            clock,
            (stage, script, obeysCancel) -> run(stage, script, ofJob(), obeysCancel),
            (stage, attempt) -> pause(stage, attempt, ofJob()));
  }

  /** Runs them all. The section of the first one is open already. */
  JobOutcome run() throws FailureException, InterruptedException {
    JobDeadlines.Limit preparation = deadlines.ofPreparation();
    Optional<JobOutcome> unhealthy = healthCheck(preparation);
    if (unhealthy.isPresent()) {
      log.end();
      return unhealthy.get();
    }
    StageRun prepared =
        runner.run(Stage.PREPARE_SCRIPT, stageScripts().prepareScript(), preparation.at(), true);
    log.end();
    Optional<JobOutcome> failed = failureOf(Stage.PREPARE_SCRIPT, prepared, preparation);
    if (failed.isPresent()) {
      return inPreparation(failed.get());
    }
    JobDeadlines.Limit sources = deadlines.ofSources(clock.instant());
    failed = getSources(sources);
    if (failed.isPresent() && failed.get() instanceof JobOutcome.TimedOut) {
      cleanUp();
      return failed.get();
    }
    if (failed.isEmpty()) {
      failed = carry.in(scripts);
    }
    boolean canceledBefore = isCanceled(failed);
    if (failed.isEmpty()) {
      failed = userScripts();
    }
    if (isStopped(failed)) {
      return failed.get();
    }
    if (!canceledBefore && clock.instant().isBefore(deadline)) {
      failed = carry.out(scripts, failed);
      if (isStopped(failed)) {
        return failed.get();
      }
    }
    cleanUp();
    return failed.orElseGet(JobOutcome.Passed::new);
  }

  private void cleanUp() throws FailureException, InterruptedException {
    var _ =
        run(
            Stage.CLEANUP_FILE_VARIABLES,
            stageScripts().cleanup(),
            new JobDeadlines.Limit(lateLimit(), deadlines.jobTimedOut()),
            false);
  }

  /** Services that name a port must have it open, within the time a pod may take to come up. */
  private Optional<JobOutcome> healthCheck(JobDeadlines.Limit preparation)
      throws FailureException, InterruptedException {
    List<Integer> ports = job.planned().healthCheckPorts();
    if (ports.isEmpty()) {
      return Optional.empty();
    }
    Duration patience = job.planned().claimed().runner().kubernetes().timers().pollTimeout();
    Instant limit = earlier(preparation.at(), clock.instant().plus(patience));
    StageRun run = runner.run(Stage.HEALTH_CHECK, stageScripts().healthCheck(ports), limit, true);
    boolean late = run instanceof StageRun.TimedOut && limit.isBefore(preparation.at());
    boolean broken = run instanceof StageRun.Ran(int code) && code != 0;
    if (late || broken) {
      return Optional.of(
          new JobOutcome.Broken(
              new Failure.ServicesNotHealthy(ports, late ? patience.toSeconds() : 0)));
    }
    return failureOf(Stage.HEALTH_CHECK, run, preparation);
  }

  private Optional<JobOutcome> getSources(JobDeadlines.Limit limit)
      throws FailureException, InterruptedException {
    int attempts = scripts.settings().getSourcesAttempts();
    Optional<JobOutcome> failed = Optional.empty();
    for (int attempt = 1; attempt <= attempts; attempt++) {
      if (attempt > 1) {
        log.warning("Retrying...");
        failed = pause(Stage.GET_SOURCES, attempt, limit);
      }
      if (attempt == 2 && failed.isEmpty()) {
        failed = run(Stage.CLEAR_WORKTREE, stageScripts().clearWorktree(), limit, true);
      }
      if (failed.isEmpty()) {
        failed = run(Stage.GET_SOURCES, stageScripts().getSources(), limit, true);
        if (failed.isEmpty()) {
          return failed;
        }
      }
      // What is no failure of the script itself would be no better the next time.
      if (!(failed.get() instanceof JobOutcome.ScriptFailed)) {
        return failed;
      }
    }
    return failed;
  }

  /** Before another try; answers how the job ended meanwhile. */
  private Optional<JobOutcome> pause(Stage stage, int attempt, JobDeadlines.Limit limit)
      throws FailureException, InterruptedException {
    Duration length = StageAttempts.pauseBefore(attempt, scripts.flags());
    return runner.pause(length, limit.at(), true).flatMap(end -> failureOf(stage, end, limit));
  }

  private Optional<JobOutcome> userScripts() throws FailureException, InterruptedException {
    Optional<JobOutcome> failed = Optional.empty();
    Optional<Duration> limit = job.planned().timeouts().script();
    Instant scriptDeadline = limit.map(clock.instant()::plus).orElse(deadline);
    scripts.payload().policy().ifPresent(policy -> policy.lines().forEach(log::info));
    for (JobStep step : job.planned().claimed().payload().userSteps()) {
      failed = userStep(step, earlier(scriptDeadline, deadline));
      if (failed.isPresent()) {
        break;
      }
    }
    boolean jobTimedOut = !clock.instant().isBefore(deadline);
    if (isStopped(failed) || jobTimedOut) {
      return failed;
    }
    return afterScript(failed);
  }

  private Optional<JobOutcome> userStep(JobStep step, Instant stepDeadline)
      throws FailureException, InterruptedException {
    Stage stage = Stage.userStep(step.name());
    Optional<GeneratedScript> script = stageScripts().userStep(step);
    if (script.isEmpty()) {
      return Optional.empty();
    }
    log.begin(stage);
    script.get().warnings().forEach(log::warning);
    StageRun run = runner.run(stage, script.get(), stepDeadline, true);
    log.end();
    if (run instanceof StageRun.Canceled) {
      log.warning("script canceled externally (UI, API)");
    }
    if (run instanceof StageRun.TimedOut && stepDeadline.isBefore(deadline)) {
      tellTimeout(stage);
      return Optional.of(new JobOutcome.TimedOut("script timeout: context deadline exceeded"));
    }
    return failureOf(stage, run);
  }

  private Optional<JobOutcome> afterScript(Optional<JobOutcome> failed)
      throws FailureException, InterruptedException {
    scripts = scripts.withVariables(scripts.variables().withJobStatus(statusWord(failed)));
    Optional<GeneratedScript> script = stageScripts().afterScript();
    if (script.isEmpty()) {
      return failed;
    }
    Instant limit = earlier(deadline, clock.instant().plus(job.planned().timeouts().afterScript()));
    log.begin(Stage.AFTER_SCRIPT);
    StageRun run = runner.run(Stage.AFTER_SCRIPT, script.get(), limit, false);
    log.end();
    JobOutcome late =
        limit.isBefore(deadline)
            ? new JobOutcome.TimedOut("after_script timeout: context deadline exceeded")
            : deadlines.jobTimedOut();
    Optional<JobOutcome> afterFailed =
        failureOf(Stage.AFTER_SCRIPT, run, new JobDeadlines.Limit(limit, late));
    if (afterFailed.isEmpty() || isStopped(afterFailed)) {
      return afterFailed.isEmpty() ? failed : afterFailed;
    }
    if (scripts.settings().afterScriptIgnoreErrors()) {
      log.warning(
          "after_script failed, but job will continue unaffected: " + cause(afterFailed.get()));
      return failed;
    }
    return failed.isPresent() ? failed : afterFailed;
  }

  private Optional<JobOutcome> run(
      Stage stage, GeneratedScript script, JobDeadlines.Limit limit, boolean obeysCancel)
      throws FailureException, InterruptedException {
    log.begin(stage);
    script.warnings().forEach(log::warning);
    StageRun run = runner.run(stage, script, limit.at(), obeysCancel);
    log.end();
    return failureOf(stage, run, limit);
  }

  private Optional<JobOutcome> failureOf(Stage stage, StageRun run) {
    return failureOf(stage, run, ofJob());
  }

  private JobDeadlines.Limit ofJob() {
    return new JobDeadlines.Limit(deadline, deadlines.jobTimedOut());
  }

  private Optional<JobOutcome> failureOf(Stage stage, StageRun run, JobDeadlines.Limit limit) {
    return switch (run) {
      case StageRun.Ran(int code) ->
          code == 0 ? Optional.empty() : Optional.of(JobOutcome.scriptFailed(code));
      case StageRun.Canceled _ -> Optional.of(new JobOutcome.Canceled());
      case StageRun.TimedOut _ -> {
        tellTimeout(stage);
        yield Optional.of(limit.outcome());
      }
      case StageRun.Stopped(Stop stop) -> Optional.of(stopped(stop));
    };
  }

  private StageScripts stageScripts() {
    return new StageScripts(scripts);
  }

  private void tellTimeout(Stage stage) {
    log.warning(
        stage.id()
            + " could not run to completion because the timeout was exceeded. For more control over"
            + " job and script timeouts see:"
            + " https://docs.gitlab.com/ci/runners/configure_runners/#set-script-and-after_script-timeouts");
  }

  /** The outcome of a job that was told to stop at once. */
  static JobOutcome stopped(Stop stop) {
    return switch (stop) {
      case Stop.CancelScript _ -> new JobOutcome.Canceled();
      case Stop.JobTaken(String what) -> new JobOutcome.Broken(new Failure.GitlabRefused(what));
      case Stop.LogLost(String says) -> new JobOutcome.Broken(new Failure.LogNotKept(says));
      case Stop.ManagerStops(String signal) ->
          new JobOutcome.Broken(new Failure.RunnerStopped(signal));
    };
  }

  private static JobOutcome inPreparation(JobOutcome outcome) {
    return outcome instanceof JobOutcome.ScriptFailed(int code, var _, var _)
        ? new JobOutcome.ScriptFailed(
            code,
            "prepare environment: ",
            ". Check https://docs.gitlab.com/runner/shells/#shell-profile-loading for more information")
        : outcome;
  }

  private static boolean isCanceled(Optional<JobOutcome> outcome) {
    return outcome.isPresent() && outcome.get() instanceof JobOutcome.Canceled;
  }

  private static boolean isStopped(Optional<JobOutcome> outcome) {
    return outcome.isPresent() && outcome.get() instanceof JobOutcome.Broken;
  }

  private static String statusWord(Optional<JobOutcome> failed) {
    return failed
        .map(
            outcome ->
                switch (outcome) {
                  case JobOutcome.Passed _ -> "success";
                  case JobOutcome.ScriptFailed _, JobOutcome.Broken _ -> "failed";
                  case JobOutcome.Canceled _ -> "canceled";
                  case JobOutcome.TimedOut _ -> "timedout";
                })
        .orElse("success");
  }

  private static String cause(JobOutcome outcome) {
    String text = outcome.closingText();
    return text.startsWith("Job failed: ") ? text.substring("Job failed: ".length()) : text;
  }

  private Instant lateLimit() {
    // Clean-up is worth a little time even after the job's own has run out.
    Instant late = clock.instant().plus(CLEANUP_LIMIT);
    return deadline.isAfter(late) ? deadline : late;
  }

  private static Instant earlier(Instant a, Instant b) {
    return a.isBefore(b) ? a : b;
  }
}
