package dev.slipway.app.flow;

import dev.slipway.domain.channel.ExecCommand;
import dev.slipway.domain.failure.Failure;
import dev.slipway.domain.failure.FailureException;
import dev.slipway.domain.job.PlannedJob;
import dev.slipway.domain.script.GeneratedScript;
import dev.slipway.domain.stage.Stage;
import dev.slipway.ports.cluster.ContainerExec;
import dev.slipway.ports.cluster.ContainerName;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Runs each stage's script by an exec of its own ({@code
 * FF_USE_LEGACY_KUBERNETES_EXECUTION_STRATEGY}). A script is sent once: where its stream ends
 * without a status, nobody knows what became of it, and the job fails. Where no stream came about
 * it is sent again.
 *
 * <p>A process that a script leaves behind holds its stream open. Such a stream is not waited for:
 * it goes on beside the next stages, and what it brings goes to the log, until the job closes this.
 */
final class ExecStageRunner implements ScriptRunner, AutoCloseable {

  private final PodHearing pod;
  private final ContainerExec exec;
  private final JobSignals signals;
  private final JobLog log;
  private final Nonces nonces;
  private final Limits limits;
  private final List<OneRun> runs = new ArrayList<>();

  /**
   * How long is waited.
   *
   * @param status for the exec's status once the script's own end was told
   * @param silence of a stream, before it is looked for its script
   * @param pod for the pod's state, where it is the cause of a stream that broke
   */
  record Limits(Duration status, Duration silence, Duration pod) {
    static final Limits STANDARD =
        new Limits(Duration.ofSeconds(2), Duration.ofSeconds(30), Duration.ofSeconds(3));
  }

  ExecStageRunner(
      PodHearing pod,
      ContainerExec exec,
      JobSignals signals,
      JobLog log,
      Nonces nonces,
      Limits limits) {
    this.pod = pod;
    this.exec = exec;
    this.signals = signals;
    this.log = log;
    this.nonces = nonces;
    this.limits = limits;
  }

  @Override
  public StageRun run(Stage stage, GeneratedScript script, Instant deadline, boolean obeysCancel)
      throws FailureException, InterruptedException {
    OneRun run = new OneRun(stage, new ExecCommand(nonces.secret()), deadline, obeysCancel);
    runs.add(run);
    run.script.begin(script.text());
    boolean byItself = false;
    try {
      StageRun end = run.toItsEnd();
      byItself = !run.ending.hasBegun();
      return end;
    } finally {
      if (!byItself) {
        run.script.giveUp();
      }
      log.endOfScript();
    }
  }

  /** Lets go of the streams that are still open: none of them writes to the log any more. */
  @Override
  public void close() {
    runs.forEach(run -> run.script.giveUp());
  }

  @Override
  public Optional<StageRun> pause(Duration length, Instant deadline, boolean obeysCancel)
      throws FailureException, InterruptedException {
    return new ScriptEnding(pod, deadline, obeysCancel, _ -> {}).rest(length, signals);
  }

  /** The run of one script. */
  private final class OneRun {
    private final ExecCommand command;
    private final ScriptExec script;
    private final ScriptEnding ending;

    OneRun(Stage stage, ExecCommand command, Instant deadline, boolean obeysCancel) {
      this.command = command;
      PlannedJob job = pod.job().planned();
      ScriptExec.Place place =
          new ScriptExec.Place(
              stage,
              new ContainerName(job.pod().name(), stage.role().container()),
              job.way().umaskZero(stage.role()));
      script = new ScriptExec(exec, signals, log, limits, place, command);
      ending = new ScriptEnding(pod, deadline, obeysCancel, script::kill);
    }

    StageRun toItsEnd() throws FailureException, InterruptedException {
      while (true) {
        Instant now = pod.clock().instant();
        Optional<JobSignal> signal = signals.next(Duration.between(now, ending.nextLimit()));
        Optional<StageRun> end =
            signal.isPresent() ? heard(signal.get()) : ending.limitReached(pod.clock().instant());
        if (end.isPresent()) {
          return ending.over(end.get());
        }
      }
    }

    private Optional<StageRun> heard(JobSignal signal) throws FailureException {
      return switch (signal) {
        case JobSignal.Ended(String word, int code) ->
            word.equals(command.word()) ? ending.ended(code, limits.pod()) : Optional.empty();
        case JobSignal.ChannelFailed(Failure failure) -> {
          if (ending.hasBegun()) {
            yield ending.heard(signal);
          }
          // A stream ends, too, where its container or pod does, which the pod's watch tells
          // better.
          ending.leaveToPod(
              limits.pod(),
              () -> {
                throw new FailureException(failure);
              });
          yield Optional.empty();
        }
        case JobSignal.PodSeen _,
            JobSignal.PodGone _,
            JobSignal.StopAsked _,
            JobSignal.Started _,
            JobSignal.EndedFile _,
            JobSignal.Delivered _,
            JobSignal.WatchRefused _,
            JobSignal.WorkEnded _ ->
            ending.heard(signal);
      };
    }
  }
}
