package dev.slipway.acceptance.coordinator.wire;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** The requests answered, the newest 20,000 of them, and all rules broken so far, in order. */
public final class Journal {
  private static final int REQUESTS_MAX = 20_000;

  private final Changes changes;
  private final Deque<RecordedRequest> requests = new ArrayDeque<>();
  private final List<Violation> violations = new ArrayList<>();
  private final Consumer<Violation> listener;

  /**
   * @param listener told of each violation at once
   */
  public Journal(Changes changes, Consumer<Violation> listener) {
    this.changes = changes;
    this.listener = listener;
  }

  void add(RecordedRequest request) {
    changes.change(
        () -> {
          requests.add(request);
          if (requests.size() > REQUESTS_MAX) {
            requests.remove();
          }
        });
  }

  /** Writes a broken rule down. */
  public void violated(Violation.Kind kind, String request, String text) {
    Violation violation = new Violation(Instant.now(), kind, request, text);
    changes.change(() -> violations.add(violation));
    listener.accept(violation);
  }

  /** A copy: requests in the order in which they were answered. */
  public List<RecordedRequest> requests() {
    return changes.read(() -> List.copyOf(requests));
  }

  public List<RecordedRequest> requests(CallKind kind) {
    return requests().stream().filter(request -> request.kind() == kind).toList();
  }

  public List<Violation> violations() {
    return changes.read(() -> List.copyOf(violations));
  }

  /**
   * For the end of a test: an {@link AssertionError} that lists what was broken, if anything was.
   */
  public void assertNoViolations() {
    List<Violation> broken = violations();
    if (!broken.isEmpty()) {
      throw new AssertionError(
          "The runner broke rules of the job API:\n"
              + String.join("\n", broken.stream().map(Violation::toString).toList()));
    }
  }

  /**
   * The first request, old or to come, that fits; an {@link AssertionError} if none came in time.
   */
  public RecordedRequest awaitRequest(
      String what, Predicate<RecordedRequest> fits, Duration limit) {
    return changes.await(
        limit,
        () -> requests.stream().filter(fits).findFirst(),
        () -> "no request that is " + what + "; " + requests.size() + " others came");
  }
}
