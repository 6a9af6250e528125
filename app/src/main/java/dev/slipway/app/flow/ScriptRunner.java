package dev.slipway.app.flow;

import dev.slipway.domain.failure.FailureException;
import dev.slipway.domain.script.GeneratedScript;
import dev.slipway.domain.stage.Stage;
import java.time.Instant;

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
}
