package dev.slipway.ports.cluster.fake;

import dev.slipway.ports.cluster.ContainerExec.ExecSession;
import dev.slipway.ports.cluster.ContainerExec.Output;
import dev.slipway.ports.cluster.ExecResult;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/** The stream to one command of a fake container. */
final class FakeExecSession implements ExecSession {
  private final boolean stdin;
  private final Output output;
  private final CompletableFuture<ExecResult> result = new CompletableFuture<>();
  private volatile @Nullable ContainerProcess process;

  FakeExecSession(boolean stdin, Output output) {
    this.stdin = stdin;
    this.output = output;
  }

  /** A command that the cluster did not start. */
  static FakeExecSession refused(ExecResult.Refused refusal) {
    FakeExecSession session = new FakeExecSession(false, new Nothing());
    session.result.complete(refusal);
    return session;
  }

  /** The command has been started. */
  void runs(ContainerProcess started) {
    process = started;
    var _ =
        started
            .end()
            .whenComplete(
                (code, fault) ->
                    result.complete(
                        fault == null
                            ? new ExecResult.Exited(code)
                            : new ExecResult.Lost("the receiver of the output failed: " + fault)));
  }

  // What comes after the end is read all the same: the command must not be held up.
  synchronized void stdout(byte[] bytes) {
    if (!result.isDone()) {
      output.stdout(bytes);
    }
  }

  synchronized void stderr(byte[] bytes) {
    if (!result.isDone()) {
      output.stderr(bytes);
    }
  }

  /** Ends the stream; the command goes on. */
  void lose(String how) {
    result.complete(new ExecResult.Lost(how));
  }

  @Override
  public ExecResult await() throws InterruptedException {
    try {
      return result.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public boolean send(byte[] bytes) {
    ContainerProcess to = process;
    return stdin && to != null && !result.isDone() && to.send(bytes);
  }

  @Override
  public boolean endInput() {
    ContainerProcess to = process;
    return stdin && to != null && !result.isDone() && to.endInput();
  }

  @Override
  public void close() {
    lose("the stream was closed on our side");
  }

  /** Of a command that was not started nothing comes. */
  private record Nothing() implements Output {
    @Override
    public void stdout(byte[] bytes) {
      throw new IllegalStateException("nothing runs");
    }

    @Override
    public void stderr(byte[] bytes) {
      throw new IllegalStateException("nothing runs");
    }
  }
}
