package dev.slipway.app.flow;

import dev.slipway.domain.channel.ExecCommand;
import dev.slipway.domain.channel.LogEvent;
import dev.slipway.domain.channel.MarkerScanner;
import dev.slipway.domain.channel.ScriptTicket;
import dev.slipway.domain.failure.Failure;
import dev.slipway.domain.failure.FailureException;
import dev.slipway.domain.script.GeneratedScript;
import dev.slipway.domain.stage.Stage;
import dev.slipway.ports.cluster.ContainerExec;
import dev.slipway.ports.cluster.ContainerName;
import dev.slipway.ports.cluster.ExecResult;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs each stage's script by an exec of its own ({@code
 * FF_USE_LEGACY_KUBERNETES_EXECUTION_STRATEGY}). A script is sent once: where its stream ends
 * without a status, nobody knows what became of it, and the job fails.
 */
final class ExecStageRunner implements ScriptRunner {
  private static final Logger LOG = LoggerFactory.getLogger(ExecStageRunner.class);
  private static final int STARTS_MAX = 5;

  private final PodHearing pod;
  private final ContainerExec exec;
  private final JobSignals signals;
  private final JobLog log;
  private final Nonces nonces;

  ExecStageRunner(
      PodHearing pod, ContainerExec exec, JobSignals signals, JobLog log, Nonces nonces) {
    this.pod = pod;
    this.exec = exec;
    this.signals = signals;
    this.log = log;
    this.nonces = nonces;
  }

  @Override
  public StageRun run(Stage stage, GeneratedScript script, Instant deadline, boolean obeysCancel)
      throws FailureException, InterruptedException {
    OneRun run = new OneRun(stage, new ExecCommand(nonces.secret()), deadline, obeysCancel);
    Thread thread =
        Thread.ofVirtual().name("exec-" + stage.id()).start(() -> run.execute(script.text()));
    try {
      return run.toItsEnd();
    } finally {
      thread.interrupt();
    }
  }

  /** The run of one script. */
  private final class OneRun {
    private final Stage stage;
    private final ExecCommand command;
    private final ContainerName container;
    private final ScriptEnding ending;

    OneRun(Stage stage, ExecCommand command, Instant deadline, boolean obeysCancel) {
      this.stage = stage;
      this.command = command;
      this.container =
          new ContainerName(pod.job().planned().pod().name(), stage.role().container());
      ending = new ScriptEnding(pod, deadline, obeysCancel, this::kill);
    }

    /** On a thread of its own: the job's thread hears of the end by a signal. */
    void execute(String script) {
      try {
        signals.tell(end(awaitEnd(ExecCommand.input(script))));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      } catch (RuntimeException e) {
        LOG.error("The exec of {} failed by a fault of the runner", stage.id(), e);
        signals.tell(new JobSignal.ChannelFailed(new Failure.InternalFault("panic: " + e)));
      }
    }

    private ExecResult awaitEnd(byte[] input) throws InterruptedException {
      for (int start = 1; true; start++) {
        LogOutput output = new LogOutput(log, command);
        try (ContainerExec.ExecSession session =
            exec.start(
                container,
                command.run(pod.job().planned().way().umaskZero(stage.role())),
                true,
                output)) {
          output.answerBy(session);
          // Where it takes no more bytes, the result tells why.
          boolean sent = session.send(input);
          ExecResult result = session.await();
          output.end();
          LOG.debug("exec of {} (script sent: {}): {}", stage.id(), sent, result);
          result = believed(result, output.code());
          // A refused command has not begun.
          boolean busy =
              result instanceof ExecResult.Refused refused
                  && (refused.status() >= 500 || refused.status() == 429);
          if (!busy || start == STARTS_MAX) {
            return result;
          }
        }
        Thread.sleep(Pause.beforeTry(start - 1));
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
                : new ExecResult.Lost("the cluster calls it a success, its end marker is missing");
        case ExecResult.Exited _, ExecResult.Refused _ -> result;
      };
    }

    private JobSignal end(ExecResult result) {
      return switch (result) {
        case ExecResult.Exited(int code) -> new JobSignal.Ended(command.word(), code);
        case ExecResult.Refused(int status, String reason, String message) ->
            failed(message.isEmpty() ? status + " " + reason : message);
        case ExecResult.Lost(String how) ->
            failed(
                "the stream ended without a status (%s), so it is not known how the script ended. The network between the runner, the cluster's API server and the pod's node was cut, or one of them was restarted: try the job again."
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
            word.equals(command.word()) ? Optional.of(new StageRun.Ran(code)) : Optional.empty();
        case JobSignal.PodSeen _,
            JobSignal.PodGone _,
            JobSignal.ChannelFailed _,
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
      try (ContainerExec.ExecSession session =
          exec.start(container, command.kill(signal), false, new NoOutput())) {
        LOG.debug("{} to {}: {}", signal, stage.id(), session.await());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Takes a script's output to the job's log, up to its end marker, and answers that. */
  private static final class LogOutput implements ContainerExec.Output {
    private final JobLog log;
    private final ExecCommand command;
    private final MarkerScanner scanner = new MarkerScanner();
    private final CompletableFuture<ContainerExec.ExecSession> session = new CompletableFuture<>();
    private boolean newlineHeld;
    private volatile OptionalInt code = OptionalInt.empty();

    LogOutput(JobLog log, ExecCommand command) {
      this.log = log;
      this.command = command;
      scanner.expect(new ScriptTicket(command.word(), command.word(), command.word()));
    }

    void answerBy(ContainerExec.ExecSession opened) {
      session.complete(opened);
    }

    /** What the end marker said. */
    OptionalInt code() {
      return code;
    }

    @Override
    public synchronized void stdout(byte[] bytes) {
      for (LogEvent event : scanner.feed(bytes)) {
        switch (event) {
          case LogEvent.Output(byte[] text) -> output(text);
          case LogEvent.Ended(String _, int end) -> {
            // The marker's own newline is not the script's.
            newlineHeld = false;
            code = OptionalInt.of(end);
            Thread.ofVirtual().start(() -> session.join().send(command.seen()));
          }
          case LogEvent.Started _ -> {}
        }
      }
    }

    @Override
    public void stderr(byte[] bytes) {
      log.job(bytes);
    }

    /** A script that was ended leaves no marker behind: what was held is its own. */
    synchronized void end() {
      if (newlineHeld) {
        newlineHeld = false;
        log.job(new byte[] {'\n'});
      }
    }

    private void output(byte[] text) {
      if (newlineHeld) {
        log.job(new byte[] {'\n'});
      }
      newlineHeld = text[text.length - 1] == '\n';
      log.job(newlineHeld ? Arrays.copyOf(text, text.length - 1) : text);
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
