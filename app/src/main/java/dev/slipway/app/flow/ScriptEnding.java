package dev.slipway.app.flow;

import dev.slipway.domain.failure.FailureException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What ends a script before its own end: a request to stop, its time limit, the end of its pod. The
 * script gets {@code TERM}, then {@code KILL}, and is not waited for for ever.
 */
final class ScriptEnding {
  private static final Duration TERM_LIMIT = Duration.ofSeconds(10);
  private static final Duration KILL_LIMIT = Duration.ofSeconds(5);

  private static final int SIGNALED = 128;

  private final PodHearing pod;
  private final Instant deadline;
  private final boolean obeysCancel;
  private final Killer killer;
  private Instant killedBy = Instant.MAX;
  private boolean killed;
  private @Nullable StageRun interruption;
  private @Nullable Otherwise otherwise;
  private Instant podTellsBy = Instant.MAX;

  /** Sends a signal to the script and to all it has started; best effort, and waits for nothing. */
  @FunctionalInterface
  interface Killer {
    void kill(String signal);
  }

  /** How a stage has ended where its pod tells of nothing worse. */
  @FunctionalInterface
  interface Otherwise {
    StageRun end() throws FailureException;
  }

  /**
   * @param deadline when the script is ended
   * @param obeysCancel whether a person's cancel ends it
   */
  ScriptEnding(PodHearing pod, Instant deadline, boolean obeysCancel, Killer killer) {
    this.pod = pod;
    this.deadline = deadline;
    this.obeysCancel = obeysCancel;
    this.killer = killer;
  }

  /** Whether the script is being ended: how it ends by itself means nothing any more. */
  boolean hasBegun() {
    return interruption != null;
  }

  /**
   * The script itself says how it ended. One that was killed may have been so with its whole
   * container, in which what tells of the end goes last: its pod gets time to say so.
   *
   * @param podTells how much
   */
  Optional<StageRun> ended(int code, Duration podTells) {
    StageRun itself = new StageRun.Ran(code);
    if (code <= SIGNALED || hasBegun()) {
      return Optional.of(itself);
    }
    leaveToPod(podTells, () -> itself);
    return Optional.empty();
  }

  /** Something ended that may have done so because the pod or the container did. */
  void leaveToPod(Duration limit, Otherwise end) {
    otherwise = end;
    podTellsBy = pod.clock().instant().plus(limit);
  }

  /** Whether only the pod's word is waited for. */
  boolean isLeftToPod() {
    return otherwise != null;
  }

  /** How the stage has ended, where the script itself ended so. */
  StageRun over(StageRun itself) {
    return interruption == null ? itself : interruption;
  }

  /**
   * Heeds a signal; those of the script itself say nothing here.
   *
   * @return how the stage has ended, where nothing more is to be waited for
   */
  Optional<StageRun> heard(JobSignal signal) throws FailureException {
    return switch (signal) {
      case JobSignal.PodSeen(var snapshot) -> {
        pod.seen(snapshot);
        yield Optional.empty();
      }
      case JobSignal.PodGone(String uid) -> {
        pod.gone(uid);
        yield Optional.empty();
      }
      case JobSignal.ChannelFailed(var failure) -> {
        // A script that is to end need not hear it: its container goes soon.
        if (interruption == null) {
          throw new FailureException(failure);
        }
        yield Optional.of(interruption);
      }
      case JobSignal.StopAsked(Stop stop) -> stop(stop);
      // A pod that runs needs no watching to run on: it may be allowed again before it ends.
      case JobSignal.WatchRefused _,
          JobSignal.WorkEnded _,
          JobSignal.Started _,
          JobSignal.Ended _,
          JobSignal.EndedFile _,
          JobSignal.Delivered _ ->
          Optional.empty();
    };
  }

  /**
   * Lets time pass where no script runs that could be ended.
   *
   * @return how the job's work was ended meanwhile; empty where all the time has passed
   */
  Optional<StageRun> rest(Duration length, JobSignals signals)
      throws FailureException, InterruptedException {
    Instant over = pod.clock().instant().plus(length);
    for (Instant now = pod.clock().instant();
        now.isBefore(over) && interruption == null;
        now = pod.clock().instant()) {
      Instant limit = over.isBefore(deadline) ? over : deadline;
      Optional<JobSignal> signal = signals.next(Duration.between(now, limit));
      Optional<StageRun> end =
          signal.isPresent() ? heard(signal.get()) : limitReached(pod.clock().instant());
      if (end.isPresent()) {
        return end;
      }
    }
    return Optional.ofNullable(interruption);
  }

  private Optional<StageRun> stop(Stop stop) {
    return switch (stop) {
      case Stop.CancelScript _ -> {
        if (obeysCancel && interruption == null) {
          begin(new StageRun.Canceled());
        }
        yield Optional.empty();
      }
      // The pod is about to go: nothing to wait for.
      case Stop.JobTaken _, Stop.ManagerStops _, Stop.LogLost _ -> {
        interruption = StageRun.of(stop);
        yield Optional.of(interruption);
      }
    };
  }

  /** The time of {@link #nextLimit} has come, or another one. */
  Optional<StageRun> limitReached(Instant now) throws FailureException {
    if (otherwise != null && !now.isBefore(podTellsBy)) {
      return Optional.of(otherwise.end());
    }
    if (interruption == null) {
      if (!now.isBefore(deadline)) {
        begin(new StageRun.TimedOut());
      }
      return Optional.empty();
    }
    if (now.isBefore(killedBy)) {
      return Optional.empty();
    }
    if (killed) {
      return Optional.of(interruption);
    }
    killed = true;
    send("KILL", KILL_LIMIT);
    return Optional.empty();
  }

  /** When {@link #limitReached} has something to do. */
  Instant nextLimit() {
    Instant limit = interruption == null ? deadline : killedBy;
    return podTellsBy.isBefore(limit) ? podTellsBy : limit;
  }

  private void begin(StageRun run) {
    interruption = run;
    send("TERM", TERM_LIMIT);
  }

  private void send(String signal, Duration limit) {
    killedBy = pod.clock().instant().plus(limit);
    killer.kill(signal);
  }
}
