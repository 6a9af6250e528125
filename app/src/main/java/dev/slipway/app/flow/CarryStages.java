package dev.slipway.app.flow;

import dev.slipway.domain.failure.FailureException;
import dev.slipway.domain.job.ClaimedJob;
import dev.slipway.domain.job.JobOutcome;
import dev.slipway.domain.script.ArtifactScripts;
import dev.slipway.domain.script.CacheScripts;
import dev.slipway.domain.script.GeneratedScript;
import dev.slipway.domain.script.ProvenanceFlags;
import dev.slipway.domain.script.ScriptContext;
import dev.slipway.domain.stage.Stage;
import dev.slipway.ports.cache.CacheStore;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * The stages around the user's scripts that carry files: caches and artifacts in before, and out
 * after them.
 */
final class CarryStages {
  private final ClaimedJob job;
  private final CacheStore caches;
  private final JobLog log;
  private final InstantSource clock;
  private final Instant started;
  private final Runner runner;
  private final Pauses pauses;

  /** Runs one stage; answers how it failed. */
  @FunctionalInterface
  interface Runner {
    Optional<JobOutcome> run(Stage stage, GeneratedScript script, boolean obeysCancel)
        throws FailureException, InterruptedException;
  }

  /** Waits before another try of a stage; answers how the job ended meanwhile. */
  @FunctionalInterface
  interface Pauses {
    Optional<JobOutcome> before(Stage stage, int attempt)
        throws FailureException, InterruptedException;
  }

  CarryStages(
      ClaimedJob job,
      CacheStore caches,
      JobLog log,
      InstantSource clock,
      Runner runner,
      Pauses pauses) {
    this.job = job;
    this.caches = caches;
    this.log = log;
    this.clock = clock;
    this.started = clock.instant();
    this.runner = runner;
    this.pauses = pauses;
  }

  /** Caches, then artifacts of earlier jobs. */
  Optional<JobOutcome> in(ScriptContext scripts) throws FailureException, InterruptedException {
    Optional<GeneratedScript> restore =
        cacheScripts(scripts).restore(object -> caches.forDownload(object, job.timeout()));
    Optional<JobOutcome> failed =
        attempts(Stage.RESTORE_CACHE, restore, scripts.settings().restoreCacheAttempts());
    if (failed.isPresent()) {
      return failed;
    }
    return attempts(
        Stage.DOWNLOAD_ARTIFACTS,
        artifactScripts(scripts).download(),
        scripts.settings().artifactDownloadAttempts());
  }

  /**
   * Caches, then artifacts, as they are for such an end of the job; neither changes which ones.
   *
   * @return the job's failure, or else the first of these two
   */
  Optional<JobOutcome> out(ScriptContext scripts, Optional<JobOutcome> failed)
      throws FailureException, InterruptedException {
    boolean success = failed.isEmpty();
    Optional<GeneratedScript> archive =
        cacheScripts(scripts).archive(success, object -> caches.forUpload(object, job.timeout()));
    Optional<JobOutcome> cacheFailed =
        once(success ? Stage.ARCHIVE_CACHE : Stage.ARCHIVE_CACHE_ON_FAILURE, archive, false);
    if (isBroken(cacheFailed)) {
      return failed.or(() -> cacheFailed);
    }
    Optional<JobOutcome> artifactsFailed =
        once(
            success ? Stage.UPLOAD_ARTIFACTS_ON_SUCCESS : Stage.UPLOAD_ARTIFACTS_ON_FAILURE,
            artifactScripts(scripts)
                .upload(
                    success,
                    new ProvenanceFlags.Run(job.runner().name(), started, clock.instant())),
            false);
    return failed.or(() -> cacheFailed).or(() -> artifactsFailed);
  }

  private static boolean isBroken(Optional<JobOutcome> outcome) {
    return outcome.isPresent() && !(outcome.get() instanceof JobOutcome.ScriptFailed);
  }

  private Optional<JobOutcome> attempts(Stage stage, Optional<GeneratedScript> script, int attempts)
      throws FailureException, InterruptedException {
    Optional<JobOutcome> failed = Optional.empty();
    for (int attempt = 1; attempt <= attempts; attempt++) {
      if (attempt > 1) {
        log.warning("Retrying...");
        failed = pauses.before(stage, attempt);
        if (failed.isPresent()) {
          return failed;
        }
      }
      failed = once(stage, script, true);
      if (failed.isEmpty() || isBroken(failed)) {
        return failed;
      }
    }
    return failed;
  }

  private Optional<JobOutcome> once(
      Stage stage, Optional<GeneratedScript> script, boolean obeysCancel)
      throws FailureException, InterruptedException {
    return script.isEmpty() ? Optional.empty() : runner.run(stage, script.get(), obeysCancel);
  }

  private CacheScripts cacheScripts(ScriptContext scripts) {
    return new CacheScripts(scripts, job.runner().cache(), job.runner().shortToken().value());
  }

  private ArtifactScripts artifactScripts(ScriptContext scripts) {
    return new ArtifactScripts(scripts, job.runner().artifact());
  }
}
