package dev.slipway.app.flow;

import dev.slipway.domain.failure.FailureException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/** Work of a job that may take long and hears nothing, ended when the job is asked to end. */
final class Stoppable {
  private Stoppable() {}

  /** What is done. */
  @FunctionalInterface
  interface Work<T> {
    T result() throws FailureException, InterruptedException;
  }

  /**
   * Does the work on a thread of its own.
   *
   * @throws StageInterruptedException when the job is asked to end first; the work has ended then
   */
  static <T> T run(JobSignals signals, Work<T> work)
      throws FailureException, InterruptedException, StageInterruptedException {
    CompletableFuture<T> done = new CompletableFuture<>();
    Thread thread = Thread.ofVirtual().name("stoppable").start(() -> complete(done, work));
    try {
      CompletableFuture.anyOf(done.handle((_, _) -> true), signals.stopAsked()).get();
      if (!done.isDone()) {
        throw new StageInterruptedException(StageRun.of(signals.stopAsked().join()));
      }
      return done.get();
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case FailureException failure -> throw failure;
        case InterruptedException _ -> throw new InterruptedException("the work was interrupted");
        case RuntimeException fault -> throw fault;
        case null, default -> throw new IllegalStateException("the work failed", e);
      }
    } finally {
      thread.interrupt();
      thread.join();
    }
  }

  private static <T> void complete(CompletableFuture<T> done, Work<T> work) {
    try {
      done.complete(work.result());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      done.completeExceptionally(e);
    } catch (FailureException | RuntimeException e) {
      done.completeExceptionally(e);
    }
  }
}
