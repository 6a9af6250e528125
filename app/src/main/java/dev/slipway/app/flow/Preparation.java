package dev.slipway.app.flow;

import dev.slipway.domain.failure.Failure;
import dev.slipway.domain.failure.FailureException;
import dev.slipway.domain.script.GeneratedScript;
import dev.slipway.domain.stage.Stage;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The part of a job before its scripts can be run: what fails in it is told as a failure to prepare
 * the environment. Used by the job's own thread only.
 */
final class Preparation {
  private boolean over;

  /** Scripts can be run. */
  void end() {
    over = true;
  }

  /** The same runner; the preparation is over when the first script has come to an end. */
  ScriptRunner endedBy(ScriptRunner runner) {
    return new ScriptRunner() {
      @Override
      public StageRun run(
          Stage stage, GeneratedScript script, Instant deadline, boolean obeysCancel)
          throws FailureException, InterruptedException {
        StageRun run = runner.run(stage, script, deadline, obeysCancel);
        end();
        return run;
      }

      @Override
      public Optional<StageRun> pause(Duration length, Instant deadline, boolean obeysCancel)
          throws FailureException, InterruptedException {
        return runner.pause(length, deadline, obeysCancel);
      }
    };
  }

  /** The failure as it is told: a fault of the program itself is none of the environment. */
  Failure told(Failure failure) {
    return over || failure instanceof Failure.InternalFault
        ? failure
        : new Failure.InPreparation(failure);
  }
}
