package dev.slipway.app.flow;

import dev.slipway.domain.channel.ScriptDelivery;
import dev.slipway.domain.channel.ScriptTicket;
import dev.slipway.domain.failure.FailureException;
import dev.slipway.domain.failure.ScriptFailure;
import dev.slipway.domain.job.LiveJob;
import dev.slipway.domain.script.GeneratedScript;
import dev.slipway.domain.stage.Stage;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/** Runs the script of one stage in its container and waits for its end. */
final class StageRunner implements ScriptRunner {
  private static final Duration START_LIMIT = Duration.ofSeconds(2);
  private static final int DELIVERIES_MAX = 6;
  private static final int CHECKED_DELIVERIES_MIN = 2;
  private static final Duration CHECK_INTERVAL = Duration.ofSeconds(10);
  private static final int BYTES_A_SECOND = 200_000;
  private static final Duration POD_TELLS = Duration.ofSeconds(3);

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

  @Override
  public Optional<StageRun> pause(Duration length, Instant deadline, boolean obeysCancel)
      throws FailureException, InterruptedException {
    return new ScriptEnding(pod, deadline, obeysCancel, _ -> {}).rest(length, signals);
  }

  /** The run of one script. */
  private final class OneRun {
    private final Stage stage;
    private final GeneratedScript script;
    private final ScriptTicket ticket;
    private final ScriptEnding ending;
    private boolean started;
    private int deliveries;
    private Instant startBy = Instant.MAX;
    private long logAtExit = -1;
    private Instant checkAt = Instant.MAX;

    OneRun(
        Stage stage,
        GeneratedScript script,
        ScriptTicket ticket,
        Instant deadline,
        boolean obeysCancel) {
      this.stage = stage;
      this.script = script;
      this.ticket = ticket;
      ending = new ScriptEnding(pod, deadline, obeysCancel, signal -> lane().kill(ticket, signal));
    }

    StageRun toItsEnd() throws FailureException, InterruptedException {
      lane().deliver(ticket, script.text());
      while (true) {
        Optional<JobSignal> signal = signals.next(Duration.between(clock.instant(), nextLimit()));
        Optional<StageRun> end =
            signal.isPresent() ? heard(signal.get()) : limitReached(clock.instant());
        if (end.isPresent()) {
          return ending.over(end.get());
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
            marker.equals(ticket.endWord()) ? ended(code) : Optional.empty();
        case JobSignal.EndedFile(String file) -> {
          if (ending.isLeftToPod()) {
            yield Optional.empty();
          }
          if (file.equals(ticket.vanishedFile()) && !ending.hasBegun()) {
            throw new FailureException(new ScriptFailure.ScriptVanished(stage.role().container()));
          }
          if (file.equals(ticket.file())) {
            exitFileSeen();
          }
          yield Optional.empty();
        }
        case JobSignal.Delivered(String file) -> {
          delivered(file);
          yield Optional.empty();
        }
        case JobSignal.PodSeen _,
            JobSignal.PodGone _,
            JobSignal.ChannelFailed _,
            JobSignal.WatchRefused _,
            JobSignal.WorkEnded _,
            JobSignal.StopAsked _ ->
            ending.heard(signal);
      };
    }

    private Optional<StageRun> ended(int code) throws FailureException {
      if (code == ScriptDelivery.ALTERED && !ending.hasBegun()) {
        throw new FailureException(
            new ScriptFailure.ScriptAltered(
                stage.id(), stage.role().container(), job.planned().paths().scripts()));
      }
      return ending.ended(code, POD_TELLS);
    }

    // The file is told of with each sign of life of the log's stream. A log that has not moved from
    // one to the next has no end marker; one that moves is long, and its stream may have been cut.
    private void exitFileSeen() throws FailureException {
      long read = channels.reader().position();
      if (read == logAtExit) {
        throw new FailureException(new ScriptFailure.LogBroken(job.planned().paths().logFile()));
      }
      logAtExit = read;
    }

    private Optional<StageRun> limitReached(Instant now) throws FailureException {
      Optional<StageRun> end = ending.limitReached(now);
      if (end.isPresent()) {
        return end;
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
            new ScriptFailure.ScriptNotStarted(
                stage.id(), stage.role().container(), deliveries, job.planned().paths().scripts()));
      }
      startBy = Instant.MAX;
      lane().deliverAgain(ticket, script.text());
      // It may have been killed before its start was told; or just needs its time.
      if (deliveries >= CHECKED_DELIVERIES_MIN) {
        lane().checkNext(ticket);
      }
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

    private ChannelLane lane() {
      return channels.to(stage.role());
    }

    private Instant nextLimit() {
      Instant next = ending.nextLimit();
      if (checkAt.isBefore(next)) {
        next = checkAt;
      }
      return !started && startBy.isBefore(next) ? startBy : next;
    }
  }
}
