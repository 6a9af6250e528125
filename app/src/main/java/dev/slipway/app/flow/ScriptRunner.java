package dev.slipway.app.flow;

import dev.slipway.domain.failure.FailureException;
import dev.slipway.domain.script.GeneratedScript;
import dev.slipway.domain.stage.Stage;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Runs the scripts of a job's stages in its pod, one after another. */
interface ScriptRunner {
  /**
   * Runs the stage's script to its end.
   *
   * @param deadline when it is ended
   * @param obeysCancel whether a person's cancel ends it
   */
  StageRun run(Stage stage, GeneratedScript script, Instant deadline, boolean obeysCancel)
      throws FailureException, InterruptedException;

  /**
   * Lets time pass between two scripts. What would end a script ends this too, at once.
   *
   * @return how it was ended, as a script would have been; empty where all the time has passed
   */
  Optional<StageRun> pause(Duration length, Instant deadline, boolean obeysCancel)
      throws FailureException, InterruptedException;
}
