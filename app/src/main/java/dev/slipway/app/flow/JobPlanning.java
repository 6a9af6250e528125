package dev.slipway.app.flow;

import dev.slipway.domain.assembly.GoText;
import dev.slipway.domain.assembly.JobPlanner;
import dev.slipway.domain.failure.Failure;
import dev.slipway.domain.failure.FailureException;
import dev.slipway.domain.flag.FeatureFlag;
import dev.slipway.domain.job.ClaimedJob;
import dev.slipway.domain.job.PlannedJob;
import dev.slipway.domain.pull.PullLadder;
import dev.slipway.domain.pull.PullStep;
import dev.slipway.domain.stage.Stage;

/** The plans of one job, each with a pod name of its own; the job's log says what they hold. */
record JobPlanning(ClaimedJob job, JobLog log, Nonces nonces) {
  /** The first one. */
  PlannedJob first(JobBasis basis) throws FailureException {
    log.begin(Stage.PREPARE_EXECUTOR, Stage.PREPARE_EXECUTOR_HEADING);
    PlannedJob planned = again(basis, PullLadder.FRESH);
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

  /**
   * By which policies the images are pulled next; the log says so.
   *
   * @throws FailureException why there is no next try: no image was the trouble, or no policy is
   *     left
   */
  PullLadder pullsAfter(PlannedJob failed, FailureException why) throws FailureException {
    if (!(why.failure() instanceof Failure.ImagePull pull)) {
      throw why;
    }
    return switch (failed.pulls().after(pull)) {
      case PullStep.GiveUp(Failure failure) -> throw new FailureException(failure);
      case PullStep.Try(PullLadder ladder, String warning, String info) -> {
        log.warning(warning);
        log.info(info);
        yield ladder;
      }
    };
  }

  /** Another one, of which the log has nothing to say. */
  PlannedJob again(JobBasis basis, PullLadder pulls) throws FailureException {
    return JobPlanner.plan(job, basis.orFail(), nonces.nameSuffix(), pulls);
  }
}
