package dev.slipway.app.flow;

import dev.slipway.domain.channel.ScriptTicket;
import dev.slipway.domain.failure.Failure;
import dev.slipway.domain.failure.FailureException;
import dev.slipway.domain.job.LiveJob;
import dev.slipway.domain.script.GeneratedScript;
import dev.slipway.domain.stage.Stage;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Runs the script of one stage in its container and waits for its end. */
final class StageRunner implements ScriptRunner {
  private static final Duration START_LIMIT = Duration.ofSeconds(2);
  private static final int DELIVERIES_MAX = 6;
  private static final Duration CHECK_INTERVAL = Duration.ofSeconds(10);
  private static final Duration TERM_LIMIT = Duration.ofSeconds(10);
  private static final Duration KILL_LIMIT = Duration.ofSeconds(5);
  private static final int BYTES_A_SECOND = 200_000;

  private final LiveJob job;
  private final PodChannels channels;
  private final JobSignals signals;
  private final PodHearing pod;
  private final Nonces nonces;
  private final InstantSource clock;

  StageRunner(PodHearing pod, PodChannels channels, JobSignals signals, Nonces nonces) {
    this.job = pod.job();
    this.channels = channels;
    this.signals = signals;
    this.pod = pod;
    this.nonces = nonces;
    this.clock = pod.clock();
  }

  @Override
  public StageRun run(Stage stage, GeneratedScript script, Instant deadline, boolean obeysCancel)
      throws FailureException, InterruptedException {
    ScriptTicket ticket =
        new ScriptTicket(stage.id() + "-" + nonces.nameSuffix(), nonces.secret(), nonces.secret());
    channels.reader().expect(ticket);
    OneRun run = new OneRun(stage, script, ticket, deadline, obeysCancel);
    return run.toItsEnd();
  }

  /** The run of one script. */
  private final class OneRun {
    private final Stage stage;
    private final GeneratedScript script;
    private final ScriptTicket ticket;
    private final Instant deadline;
    private final boolean obeysCancel;
    private boolean started;
    private int deliveries;
    private Instant startBy = Instant.MAX;
    private long logAtExit = -1;
    private Instant killedBy = Instant.MAX;
    private Instant checkAt = Instant.MAX;
    private String killedWith = "";
    private @Nullable StageRun interruption;

    OneRun(
        Stage stage,
        GeneratedScript script,
        ScriptTicket ticket,
        Instant deadline,
        boolean obeysCancel) {
      this.stage = stage;
      this.script = script;
      this.ticket = ticket;
      this.deadline = deadline;
      this.obeysCancel = obeysCancel;
    }

    StageRun toItsEnd() throws FailureException, InterruptedException {
      lane().deliver(ticket, script.text());
      while (true) {
        Optional<JobSignal> signal = signals.next(Duration.between(clock.instant(), nextLimit()));
        Optional<StageRun> end =
            signal.isPresent() ? heard(signal.get()) : limitReached(clock.instant());
        if (end.isPresent()) {
          return interruption == null ? end.get() : interruption;
        }
      }
    }

    private Optional<StageRun> heard(JobSignal signal) throws FailureException {
      return switch (signal) {
        case JobSignal.Started(String marker) -> {
          if (marker.equals(ticket.startWord())) {
            started = true;
            startBy = Instant.MAX;
            checkAt = clock.instant().plus(CHECK_INTERVAL);
          }
          yield Optional.empty();
        }
        case JobSignal.Ended(String marker, int code) ->
            marker.equals(ticket.endWord())
                ? Optional.of(new StageRun.Ran(code))
                : Optional.empty();
        case JobSignal.EndedFile(String file) -> {
          if (file.equals(ticket.vanishedFile()) && interruption == null) {
            throw new FailureException(new Failure.ScriptVanished(stage.role().container()));
          }
          if (file.equals(ticket.file())) {
            exitFileSeen();
          }
          yield Optional.empty();
        }
        case JobSignal.PodSeen(var snapshot) -> {
          pod.seen(snapshot);
          yield Optional.empty();
        }
        case JobSignal.PodGone(String uid) -> {
          pod.gone(uid);
          yield Optional.empty();
        }
        case JobSignal.Delivered(String file) -> {
          delivered(file);
          yield Optional.empty();
        }
        case JobSignal.ChannelFailed(Failure failure) -> {
          // A script that is to end need not hear it: its container goes soon.
          if (interruption == null) {
            throw new FailureException(failure);
          }
          yield Optional.of(interruption);
        }
        // A pod that runs needs no watching to run on: it may be allowed again before it ends.
        case JobSignal.WatchRefused _, JobSignal.WorkEnded _ -> Optional.empty();
        case JobSignal.StopAsked(Stop stop) -> stop(stop);
      };
    }

    // The file is told of with each sign of life of the log's stream. A log that has not moved from
    // one to the next has no end marker; one that moves is long, and its stream may have been cut.
    private void exitFileSeen() throws FailureException {
      long read = channels.reader().position();
      if (read == logAtExit) {
        throw new FailureException(new Failure.LogBroken(job.planned().paths().logFile()));
      }
      logAtExit = read;
    }

    private Optional<StageRun> stop(Stop stop) {
      return switch (stop) {
        case Stop.CancelScript _ -> {
          if (obeysCancel && interruption == null) {
            interruption = new StageRun.Canceled();
            kill("TERM", TERM_LIMIT);
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

    private Optional<StageRun> limitReached(Instant now) throws FailureException {
      if (!now.isBefore(killedBy)) {
        if (killedWith.equals("TERM")) {
          kill("KILL", KILL_LIMIT);
          return Optional.empty();
        }
        return Optional.ofNullable(interruption);
      }
      if (interruption == null && !now.isBefore(deadline)) {
        interruption = new StageRun.TimedOut();
        kill("TERM", TERM_LIMIT);
        return Optional.empty();
      }
      if (!now.isBefore(checkAt)) {
        lane().check(ticket);
        checkAt = now.plus(CHECK_INTERVAL);
      }
      if (!started && !now.isBefore(startBy)) {
        deliverAgain();
      }
      return Optional.empty();
    }

    private void deliverAgain() throws FailureException {
      if (deliveries == DELIVERIES_MAX) {
        throw new FailureException(
            new Failure.ScriptNotStarted(
                stage.id(), stage.role().container(), deliveries, job.planned().paths().scripts()));
      }
      startBy = Instant.MAX;
      lane().deliverAgain(ticket, script.text());
    }

    // The start is waited for from here on, not while the channel is being opened.
    private void delivered(String file) {
      if (file.equals(ticket.file())) {
        deliveries++;
        if (!started) {
          startBy =
              clock
                  .instant()
                  .plus(START_LIMIT)
                  .plusSeconds(script.text().length() / BYTES_A_SECOND);
        }
      }
    }

    private void kill(String signal, Duration limit) {
      killedWith = signal;
      killedBy = clock.instant().plus(limit);
      lane().kill(ticket, signal);
    }

    private ChannelLane lane() {
      return channels.to(stage.role());
    }

    private Instant nextLimit() {
      Instant next = killedBy;
      if (interruption == null && deadline.isBefore(next)) {
        next = deadline;
      }
      if (checkAt.isBefore(next)) {
        next = checkAt;
      }
      return !started && startBy.isBefore(next) ? startBy : next;
    }
  }
}
