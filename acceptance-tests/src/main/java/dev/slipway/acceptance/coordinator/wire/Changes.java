package dev.slipway.acceptance.coordinator.wire;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * The one lock of the stand-in. Whoever changes what others may wait for does so inside {@link
 * #change}; whoever waits is woken by the change itself and never polls.
 */
public final class Changes {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();

  /** Runs the change under the lock and wakes everyone who waits. */
  public <T> T change(Supplier<T> change) {
    lock.lock();
    try {
      return change.get();
    } finally {
      changed.signalAll();
      lock.unlock();
    }
  }

  /** Runs the change under the lock and wakes everyone who waits. */
  public void change(Runnable change) {
    lock.lock();
    try {
      change.run();
    } finally {
      changed.signalAll();
      lock.unlock();
    }
  }

  /** Reads under the lock; wakes nobody. */
  public <T> T read(Supplier<T> view) {
    lock.lock();
    try {
      return view.get();
    } finally {
      lock.unlock();
    }
  }

  /** The first non-empty answer of {@code view}, or empty when {@code limit} has passed. */
  public <T> Optional<T> poll(Duration limit, Supplier<Optional<T>> view)
      throws InterruptedException {
    long left = limit.toNanos();
    lock.lockInterruptibly();
    try {
      while (true) {
        Optional<T> found = view.get();
        if (found.isPresent() || left <= 0) {
          return found;
        }
        left = changed.awaitNanos(left);
      }
    } finally {
      lock.unlock();
    }
  }

  /**
   * Like {@link #poll}, for tests: an {@link AssertionError} when the limit has passed.
   *
   * @param what what is waited for, and what is there instead; asked for only on failure
   */
  public <T> T await(Duration limit, Supplier<Optional<T>> view, Supplier<String> what) {
    try {
      return poll(limit, view)
          .orElseThrow(() -> new AssertionError("Within " + limit + ": " + what.get()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("Interrupted while waiting: " + what.get(), e);
    }
  }
}
