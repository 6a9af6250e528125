package dev.slipway.acceptance.coordinator.wire;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Trouble made on purpose: each fault waits for the next calls of its kind and is used up by them,
 * or by time, the oldest first. A call that meets a fault is never a violation.
 */
public final class Faults {
  private static final Duration FOR_EVER = Duration.ofDays(365);

  sealed interface Fault {
    /** The call is not carried out; this is the answer. */
    record AnswerWith(int status, Map<String, String> headers) implements Fault {}

    /** The connection is closed; the call is not carried out. */
    record Drop() implements Fault {}

    /** The call is carried out, then the connection is closed instead of an answer. */
    record DropAfter() implements Fault {}

    /** The call is carried out after this time. */
    record Delay(Duration time) implements Fault {}

    /** The call waits at the gate, then goes on. */
    record Hold(Gate gate) implements Fault {}
  }

  /** Holds calls back until it is opened. */
  public final class Gate {
    private int arrived;
    private boolean open;

    private Gate() {}

    /** Waits until a call has come to the gate. */
    public void awaitArrival(Duration limit) {
      changes.await(
          limit,
          () -> arrived > 0 ? Optional.of(arrived) : Optional.empty(),
          () -> "no call came to the gate");
    }

    public void open() {
      changes.change(() -> open = true);
    }

    void pass(Duration limit) throws InterruptedException {
      changes.change(() -> arrived++);
      changes.poll(limit, () -> open ? Optional.of(true) : Optional.<Boolean>empty());
    }
  }

  private static final class Planned {
    private final CallKind kind;
    private final Fault fault;
    private final long until;
    private int left;

    Planned(CallKind kind, Fault fault, int times, long until) {
      this.kind = kind;
      this.fault = fault;
      this.left = times;
      this.until = until;
    }

    boolean isOver() {
      return System.nanoTime() - until >= 0;
    }
  }

  private final Changes changes;
  private final List<Planned> planned = new ArrayList<>();

  public Faults(Changes changes) {
    this.changes = changes;
  }

  /**
   * The next {@code times} calls of this kind are not carried out, but answered with this status.
   */
  public void answer(CallKind kind, int status, int times) {
    answer(kind, status, Map.of(), times);
  }

  public void answer(CallKind kind, int status, Map<String, String> headers, int times) {
    plan(kind, new Fault.AnswerWith(status, Map.copyOf(headers)), times);
  }

  /** For so long, every call of this kind is answered with this status and not carried out. */
  public void answerFor(CallKind kind, int status, Duration time) {
    Planned fault =
        new Planned(
            kind,
            new Fault.AnswerWith(status, Map.of()),
            Integer.MAX_VALUE,
            System.nanoTime() + time.toNanos());
    changes.change(() -> planned.add(fault));
  }

  /** The next calls are not carried out; the client sees its connection closed. */
  public void drop(CallKind kind, int times) {
    plan(kind, new Fault.Drop(), times);
  }

  /** The next calls are carried out, but the client sees its connection closed and no answer. */
  public void dropAfterwards(CallKind kind, int times) {
    plan(kind, new Fault.DropAfter(), times);
  }

  /** The next calls are carried out only after this time. */
  public void delay(CallKind kind, Duration time, int times) {
    plan(kind, new Fault.Delay(time), times);
  }

  /** The next call waits until the gate is opened, then goes on as usual. */
  public Gate hold(CallKind kind) {
    Gate gate = new Gate();
    plan(kind, new Fault.Hold(gate), 1);
    return gate;
  }

  /** Forgets all faults that were not yet met and opens no gate. */
  public void clear() {
    changes.change(planned::clear);
  }

  private void plan(CallKind kind, Fault fault, int times) {
    if (times < 1) {
      throw new IllegalArgumentException("times is " + times + ", expected 1 or more");
    }
    long never = System.nanoTime() + FOR_EVER.toNanos();
    changes.change(() -> planned.add(new Planned(kind, fault, times, never)));
  }

  void pause(Duration time) throws InterruptedException {
    changes.poll(time, Optional::empty);
  }

  Optional<Fault> take(CallKind kind) {
    return changes.change(
        () -> {
          planned.removeIf(Planned::isOver);
          for (Iterator<Planned> it = planned.iterator(); it.hasNext(); ) {
            Planned next = it.next();
            if (next.kind == kind) {
              next.left--;
              if (next.left == 0) {
                it.remove();
              }
              return Optional.of(next.fault);
            }
          }
          return Optional.empty();
        });
  }
}
