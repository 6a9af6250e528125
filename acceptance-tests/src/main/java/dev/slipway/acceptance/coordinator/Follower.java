package dev.slipway.acceptance.coordinator;

import dev.slipway.acceptance.coordinator.job.FinalUpdate;
import dev.slipway.acceptance.coordinator.job.JobState;
import dev.slipway.acceptance.coordinator.job.OfferedJob;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.Optional;

/** Prints the traces of jobs while they grow, one job after the other. */
final class Follower {
  private final Coordinator coordinator;
  private final PrintStream out;
  private final boolean withTraces;

  Follower(Coordinator coordinator, PrintStream out, boolean withTraces) {
    this.coordinator = coordinator;
    this.out = out;
    this.withTraces = withTraces;
  }

  /** Follows the jobs there are, and returns when all have ended. */
  boolean followAll() throws InterruptedException {
    boolean allPassed = true;
    for (int i = 0; i < coordinator.jobs().size(); i++) {
      allPassed &= follow(coordinator.jobs().get(i));
    }
    return allPassed;
  }

  /** Follows the jobs there are and those to come, for ever. */
  void followForever() throws InterruptedException {
    for (int i = 0; ; i++) {
      follow(coordinator.awaitJob(i));
    }
  }

  private boolean follow(OfferedJob job) throws InterruptedException {
    if (job.isSkipped()) {
      say(job, "is skipped, since a job before it did not succeed");
      return false;
    }
    say(job, "waits for a runner");
    TraceView view = new TraceView();
    int shown = 0;
    boolean ended = false;
    while (!ended) {
      ended = job.awaitMoreThan(shown);
      byte[] trace = job.trace();
      if (withTraces) {
        out.print(
            view.show(Arrays.copyOfRange(trace, Math.min(shown, trace.length), trace.length)));
        out.flush();
      }
      shown = trace.length;
    }
    out.print(view.end());
    say(job, verdict(job));
    return job.state() == JobState.SUCCESS;
  }

  private void say(OfferedJob job, String text) {
    String name = job.name().equals("job") ? "" : " (" + job.name() + ")";
    out.println("--- job " + job.id() + name + " " + text);
    out.flush();
  }

  private static String verdict(OfferedJob job) {
    Optional<FinalUpdate> update = job.lastUpdate();
    StringBuilder text = new StringBuilder(job.state().toString());
    update
        .flatMap(FinalUpdate::failureReason)
        .ifPresent(reason -> text.append(", ").append(reason));
    update.ifPresent(
        last -> last.exitCode().ifPresent(code -> text.append(", exit code ").append(code)));
    return text.toString();
  }
}
