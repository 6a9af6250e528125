package dev.slipway.app.flow;

/** Says that the job was interrupted while no script ran. */
final class StageInterruptedException extends Exception {
  private final transient StageRun run;

  StageInterruptedException(StageRun run) {
    super("interrupted: " + run, null, false, false);
    this.run = run;
  }

  StageRun run() {
    return run;
  }
}
