package dev.slipway.app.flow;

/** How a stage ended. */
sealed interface StageRun {
  /** The script ended by itself. */
  record Ran(int exitCode) implements StageRun {}

  /** A person canceled it; stages after it may still run. */
  record Canceled() implements StageRun {}

  /** A time limit was reached. */
  record TimedOut() implements StageRun {}

  /** Nothing more is to run. */
  record Stopped(Stop stop) implements StageRun {}

  /** What a request to stop makes of a stage that obeys it. */
  static StageRun of(Stop stop) {
    return switch (stop) {
      case Stop.CancelScript _ -> new Canceled();
      case Stop.JobTaken _, Stop.ManagerStops _, Stop.LogLost _ -> new Stopped(stop);
    };
  }
}
