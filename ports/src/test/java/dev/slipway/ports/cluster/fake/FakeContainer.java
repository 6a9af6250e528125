package dev.slipway.ports.cluster.fake;

import dev.slipway.domain.pod.ProcessPlan;
import dev.slipway.domain.watch.ContainerState;
import dev.slipway.ports.cluster.ContainerAttach.Input;
import dev.slipway.ports.cluster.ContainerExec.ExecSession;
import dev.slipway.ports.cluster.ContainerExec.Output;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** A container as processes of this machine: the standing one, and those that are started in it. */
final class FakeContainer {
  private final Path folder;
  private final PrintedLines printed = new PrintedLines();
  private final ContainerProcess first;
  private boolean killed;
  private final List<ContainerProcess> others = new CopyOnWriteArrayList<>();
  private final List<FakeExecSession> sessions = new CopyOnWriteArrayList<>();
  private final List<FakeInput> inputs = new CopyOnWriteArrayList<>();

  /** Starts the standing process, whose folder is there already. */
  FakeContainer(ProcessPlan plan, Path folder, Consumer<ContainerState> atTheEnd) {
    this.folder = folder;
    PrintedLines.Pen out = printed.new Pen();
    PrintedLines.Pen err = printed.new Pen();
    List<String> command = Stream.concat(plan.command().stream(), plan.args().stream()).toList();
    try {
      first = ContainerProcess.start(command, folder, plan.stdin(), out, err);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    // On a thread of its own: who is told may wait for the cluster.
    var _ =
        first
            .end()
            .thenAcceptAsync(
                code -> {
                  out.end();
                  err.end();
                  printed.end();
                  atTheEnd.accept(
                      new ContainerState.Terminated(code, code == 0 ? "Completed" : "Error", ""));
                },
                task -> Thread.ofVirtual().start(task));
  }

  boolean runs() {
    return first.isAlive();
  }

  PrintedLines printed() {
    return printed;
  }

  /**
   * Starts a command.
   *
   * @throws IOException where there is no such command, or the container has been killed
   */
  synchronized ExecSession exec(List<String> command, boolean stdin, Output output)
      throws IOException {
    if (killed) {
      throw new IOException("the container has been killed");
    }
    FakeExecSession session = new FakeExecSession(stdin, output);
    ContainerProcess process =
        ContainerProcess.start(command, folder, stdin, session::stdout, session::stderr);
    others.add(process);
    sessions.add(session);
    session.runs(process);
    return session;
  }

  /** A way to the standing process's input. */
  Input attach() {
    FakeInput input = new FakeInput(first);
    inputs.add(input);
    return input;
  }

  /** Breaks every stream; the processes go on. */
  void cut() {
    sessions.forEach(session -> session.lose("the connection was cut"));
    inputs.forEach(FakeInput::close);
    printed.cut();
  }

  /** Kills every process and waits for its end. */
  synchronized void kill() {
    killed = true;
    List<ContainerProcess> all = new ArrayList<>(others);
    all.add(first);
    ContainerProcess.kill(all);
  }

  /** One attach: closing it leaves the process's input as it is. */
  private static final class FakeInput implements Input {
    private final ContainerProcess process;
    private volatile boolean open = true;

    FakeInput(ContainerProcess process) {
      this.process = process;
    }

    @Override
    public boolean send(byte[] bytes) {
      return open && process.send(bytes);
    }

    @Override
    public boolean isOpen() {
      return open && process.isAlive();
    }

    @Override
    public void close() {
      open = false;
    }
  }
}
