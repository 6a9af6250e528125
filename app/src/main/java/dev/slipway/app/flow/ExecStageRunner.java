package dev.slipway.app.flow;

import dev.slipway.domain.channel.ExecCommand;
import dev.slipway.domain.failure.Failure;
import dev.slipway.domain.failure.FailureException;
import dev.slipway.domain.script.GeneratedScript;
import dev.slipway.domain.stage.Stage;
import dev.slipway.ports.cluster.ContainerExec;
import dev.slipway.ports.cluster.ContainerExec.ExecSession;
import dev.slipway.ports.cluster.ContainerName;
import dev.slipway.ports.cluster.ExecResult;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

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
  private static final Logger LOG = LoggerFactory.getLogger(ExecStageRunner.class);
  private static final int REFUSALS_MAX = 5;
  private static final String SILENT =
      "nothing came over the stream any more, and the script is gone";

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
    run.begin(script.text());
    boolean byItself = false;
    try {
      StageRun end = run.toItsEnd();
      byItself = !run.ending.hasBegun();
      return end;
    } finally {
      if (!byItself) {
        run.giveUp();
      }
      log.endOfScript();
    }
  }

  /** Lets go of the streams that are still open: none of them writes to the log any more. */
  @Override
  public void close() {
    runs.forEach(OneRun::giveUp);
  }

  @Override
  public Optional<StageRun> pause(Duration length, Instant deadline, boolean obeysCancel)
      throws FailureException, InterruptedException {
    return new ScriptEnding(pod, deadline, obeysCancel, _ -> {}).rest(length, signals);
  }

  /** The run of one script. */
  private final class OneRun {
    private final Stage stage;
    private final ExecCommand command;
    private final ContainerName container;
    private final ScriptEnding ending;
    private final AtomicBoolean told = new AtomicBoolean();
    private volatile @Nullable Thread thread;
    private volatile @Nullable ExecOutput output;

    OneRun(Stage stage, ExecCommand command, Instant deadline, boolean obeysCancel) {
      this.stage = stage;
      this.command = command;
      this.container =
          new ContainerName(pod.job().planned().pod().name(), stage.role().container());
      ending = new ScriptEnding(pod, deadline, obeysCancel, this::kill);
    }

    void begin(String script) {
      thread = Thread.ofVirtual().name("exec-" + stage.id()).start(() -> execute(script));
    }

    void giveUp() {
      ExecOutput to = output;
      if (to != null) {
        to.drop();
      }
      Thread executing = thread;
      if (executing != null) {
        executing.interrupt();
      }
    }

    /** On a thread of its own: the job's thread hears of the end by a signal. */
    private void execute(String script) {
      try {
        tellEnd(end(awaitEnd(ExecCommand.input(script))));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      } catch (RuntimeException e) {
        LOG.error("The exec of {} failed by a fault of the runner", stage.id(), e);
        tellEnd(new JobSignal.ChannelFailed(new Failure.InternalFault("panic: " + e)));
      }
    }

    private void tellEnd(JobSignal end) {
      if (told.compareAndSet(false, true)) {
        signals.tell(end);
      }
    }

    private ExecResult awaitEnd(byte[] input) throws InterruptedException {
      long outageEnd = System.nanoTime() + ClusterCall.OUTAGE_LIMIT.toNanos();
      int refusals = 0;
      for (int attempt = 0; true; attempt++) {
        ExecResult result = awaitOnce(input);
        // What was refused or not reached has not begun.
        boolean again =
            switch (result) {
              case ExecResult.Refused(int status, String _, String _) ->
                  (status >= 500 || status == 429) && ++refusals < REFUSALS_MAX;
              case ExecResult.Unreached _ -> System.nanoTime() < outageEnd;
              case ExecResult.Exited _, ExecResult.Lost _ -> false;
            };
        if (!again) {
          return result;
        }
        if (attempt == 0 && result instanceof ExecResult.Unreached(String how)) {
          ClusterCall.tellOutage(log, how);
        }
        Thread.sleep(Pause.beforeTry(attempt));
      }
    }

    private ExecResult awaitOnce(byte[] input) throws InterruptedException {
      CompletableFuture<ExecSession> opened = new CompletableFuture<>();
      ExecOutput to =
          new ExecOutput(
              log, command, code -> Thread.ofVirtual().start(() -> ended(opened.join(), code)));
      output = to;
      boolean umaskZero = pod.job().planned().way().umaskZero(stage.role());
      try (ExecSession session = exec.start(container, command.run(umaskZero), true, to)) {
        opened.complete(session);
        // Where it takes no more bytes, the result tells why.
        boolean sent = session.send(input);
        AtomicBoolean silent = new AtomicBoolean();
        Thread watch = Thread.ofVirtual().start(() -> closeWhenGone(session, to, silent));
        try {
          ExecResult result = session.await();
          to.end();
          LOG.debug("exec of {} (script sent: {}): {}", stage.id(), sent, result);
          return believed(silent.get() ? new ExecResult.Lost(SILENT) : result, to.code());
        } finally {
          watch.interrupt();
        }
      }
    }

    /** The script has told its end: the status is worth a short wait. */
    private void ended(ExecSession session, int code) {
      session.send(command.seen());
      try {
        Thread.sleep(limits.status());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      tellEnd(new JobSignal.Ended(command.word(), code));
    }

    private void closeWhenGone(ExecSession session, ExecOutput to, AtomicBoolean silent) {
      try {
        new SilentScript(exec, limits.silence()).awaitGone(container, command, to);
        LOG.warn("The stream of {} in {} is silent, its script is gone", stage.id(), container);
        silent.set(true);
        session.close();
      } catch (InterruptedException e) {
        LOG.trace("the stream ended", e);
      }
    }

    /**
     * A cluster says success, too, where its own connection to the node broke before the node had
     * told how the command ended. So no success without the script's own end marker.
     */
    private ExecResult believed(ExecResult result, OptionalInt marked) {
      return switch (result) {
        case ExecResult.Lost _ ->
            marked.isPresent() ? new ExecResult.Exited(marked.getAsInt()) : result;
        case ExecResult.Exited(int code) when code == 0 ->
            marked.isPresent()
                ? new ExecResult.Exited(marked.getAsInt())
                : new ExecResult.Lost(
                    "the cluster calls it a success, the script itself did not say so");
        case ExecResult.Exited _, ExecResult.Refused _, ExecResult.Unreached _ -> result;
      };
    }

    private JobSignal end(ExecResult result) {
      return switch (result) {
        case ExecResult.Exited(int code) -> new JobSignal.Ended(command.word(), code);
        case ExecResult.Refused(int status, String reason, String message) ->
            failed(message.isEmpty() ? status + " " + reason : message);
        case ExecResult.Unreached(String how) ->
            failed(
                "no connection within %d s: %s. Look at the API server, the node of the pod, and the network between them."
                    .formatted(ClusterCall.OUTAGE_LIMIT.toSeconds(), how));
        case ExecResult.Lost(String how) ->
            failed(
                "it is not known how the script ended: %s. The network between the runner, the cluster's API server and the pod's node was cut, or one of them was restarted: try the job again."
                    .formatted(how));
      };
    }

    private JobSignal failed(String says) {
      return new JobSignal.ChannelFailed(
          new Failure.ClusterRefused(
              "running stage %s in container %s".formatted(stage.id(), container.container()),
              says));
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

    /** Best effort, beside the job's thread: the end of the script is watched for. */
    private void kill(String signal) {
      Thread.ofVirtual().name("kill-" + stage.id()).start(() -> sendSignal(signal));
    }

    private void sendSignal(String signal) {
      try (ExecSession session =
          exec.start(container, command.kill(signal), false, new NoOutput())) {
        LOG.debug("{} to {}: {}", signal, stage.id(), session.await());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** For a command whose words help nobody. */
  private record NoOutput() implements ContainerExec.Output {
    @Override
    public void stdout(byte[] bytes) {}

    @Override
    public void stderr(byte[] bytes) {}
  }
}
