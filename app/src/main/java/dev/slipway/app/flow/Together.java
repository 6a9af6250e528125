package dev.slipway.app.flow;

import dev.slipway.domain.failure.FailureException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Requests that need not wait for one another, sent at the same time. */
final class Together {
  private Together() {}

  /**
   * Runs all and answers with their results in the given order. All have ended when it returns or
   * throws.
   *
   * @throws FailureException the first task's in the given order that failed so
   */
  static <T> List<T> all(List<Callable<T>> tasks) throws FailureException, InterruptedException {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<T>> running = tasks.stream().map(threads::submit).toList();
      boolean done = false;
      try {
        List<T> results = new ArrayList<>();
        for (Future<T> task : running) {
          results.add(task.get());
        }
        done = true;
        return results;
      } catch (ExecutionException e) {
        switch (e.getCause()) {
          case FailureException failure -> throw failure;
          case RuntimeException fault -> throw fault;
          case null, default ->
              throw new IllegalStateException("a task ended unexpectedly", e.getCause());
        }
      } finally {
        if (!done) {
          running.forEach(task -> task.cancel(true));
        }
      }
    }
  }
}
