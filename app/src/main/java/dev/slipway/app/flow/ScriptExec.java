package dev.slipway.app.flow;

import dev.slipway.domain.channel.ExecCommand;
import dev.slipway.domain.failure.Failure;
import dev.slipway.domain.stage.Stage;
import dev.slipway.ports.cluster.ContainerExec;
import dev.slipway.ports.cluster.ContainerExec.ExecSession;
import dev.slipway.ports.cluster.ContainerName;
import dev.slipway.ports.cluster.ExecResult;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The exec of one script, on a thread of its own. The job hears of its end by a signal: {@code
 * Ended} with the command's word, or {@code ChannelFailed}; one of them, once.
 */
final class ScriptExec {
  private static final Logger LOG = LoggerFactory.getLogger(ScriptExec.class);
  private static final int REFUSALS_MAX = 5;
  private static final String SILENT =
      "nothing came over the stream any more, and the script is gone";

  private final ContainerExec exec;
  private final JobSignals signals;
  private final JobLog log;
  private final ExecStageRunner.Limits limits;
  private final Place place;
  private final ExecCommand command;
  private final AtomicBoolean told = new AtomicBoolean();
  private volatile @Nullable Thread thread;
  private volatile @Nullable ExecOutput output;

  /** Where the script runs, and for which stage. */
  record Place(Stage stage, ContainerName container, boolean umaskZero) {}

  ScriptExec(
      ContainerExec exec,
      JobSignals signals,
      JobLog log,
      ExecStageRunner.Limits limits,
      Place place,
      ExecCommand command) {
    this.exec = exec;
    this.signals = signals;
    this.log = log;
    this.limits = limits;
    this.place = place;
    this.command = command;
  }

  /** Sends the script; a second time only where it is sure that it has not begun. */
  void begin(String script) {
    thread = Thread.ofVirtual().name("exec-" + place.stage().id()).start(() -> execute(script));
  }

  /** Nothing that it brings goes to the log any more. */
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
      LOG.error("The exec of {} failed by a fault of the runner", place.stage().id(), e);
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
    try (ExecSession session =
        exec.start(place.container(), command.run(place.umaskZero()), true, to)) {
      opened.complete(session);
      // Where it takes no more bytes, the result tells why.
      boolean sent = session.send(input);
      AtomicBoolean silent = new AtomicBoolean();
      Thread watch = Thread.ofVirtual().start(() -> closeWhenGone(session, to, silent));
      try {
        ExecResult result = session.await();
        to.end();
        LOG.debug("exec of {} (script sent: {}): {}", place.stage().id(), sent, result);
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
      new SilentScript(exec, limits.silence()).awaitGone(place.container(), command, to);
      LOG.warn(
          "The stream of {} in {} is silent, its script is gone",
          place.stage().id(),
          place.container());
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
            "running stage %s in container %s"
                .formatted(place.stage().id(), place.container().container()),
            says));
  }

  /** Sends a signal to the script; best effort, beside the job's thread. */
  void kill(String signal) {
    Thread.ofVirtual().name("kill-" + place.stage().id()).start(() -> sendSignal(signal));
  }

  private void sendSignal(String signal) {
    try (ExecSession session =
        exec.start(place.container(), command.kill(signal), false, new NoOutput())) {
      LOG.debug("{} to {}: {}", signal, place.stage().id(), session.await());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
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
