package dev.slipway.acceptance.coordinator.wire;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import dev.slipway.acceptance.coordinator.wire.Faults.Fault;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Every request passes here: it finds its route, meets its fault, is answered and written down. */
public final class FrontDoor implements HttpHandler {
  private static final Duration GATE_LIMIT = Duration.ofMinutes(10);
  private static final Pattern STATE_RUNNING =
      Pattern.compile("\"state\"\\s*:\\s*\"(running|pending)\"");

  private final List<Route> routes;
  private final Faults faults;
  private final Journal journal;

  /**
   * Calls that were carried out without an answer: the client cannot know, and will repeat them.
   */
  private final Set<String> repeats = ConcurrentHashMap.newKeySet();

  public FrontDoor(List<Route> routes, Faults faults, Journal journal) {
    this.routes = List.copyOf(routes);
    this.faults = faults;
    this.journal = journal;
  }

  private record Found(CallKind kind, Route.Endpoint endpoint, Matcher path) {}

  /** A call on its way, with what the journal is to know of its beginning. */
  private record Visit(HttpCall call, Found found, Instant arrived, long arrivedNanos) {}

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    Instant arrived = Instant.now();
    long arrivedNanos = System.nanoTime();
    HttpCall call = new HttpCall(exchange);
    try (exchange) {
      serve(new Visit(call, find(call), arrived, arrivedNanos));
    } catch (InterruptedException e) {
      // The server is being closed; the connection is closed with the exchange.
      Thread.currentThread().interrupt();
    }
  }

  private void serve(Visit visit) throws IOException, InterruptedException {
    Optional<Fault> fault = faults.take(visit.found().kind());
    if (fault.isEmpty()) {
      send(visit, carryOut(visit));
      return;
    }
    switch (fault.get()) {
      case Fault.AnswerWith(var status, var headers) -> {
        Answer answer = Answer.json(status, Json.object().put("message", status + " on purpose"));
        for (var header : headers.entrySet()) {
          answer = answer.withHeader(header.getKey(), header.getValue());
        }
        send(visit, answer);
      }
      case Fault.Drop() -> drop(visit);
      case Fault.DropAfter() -> {
        carryOut(visit);
        repeats.add(visit.call().method() + visit.call().path());
        drop(visit);
      }
      case Fault.Delay(var time) -> {
        faults.pause(time);
        send(visit, carryOut(visit));
      }
      case Fault.Hold(var gate) -> {
        gate.pass(GATE_LIMIT);
        send(visit, carryOut(visit));
      }
    }
  }

  private void send(Visit visit, Answer answer) throws IOException {
    record(visit, answer.status());
    visit.call().send(answer);
  }

  private void drop(Visit visit) {
    record(visit, 0);
    visit.call().drop();
  }

  /** Before the client can know the answer, so that whoever has seen it finds it in the journal. */
  private void record(Visit visit, int status) {
    HttpCall call = visit.call();
    journal.add(
        new RecordedRequest(
            visit.arrived(),
            visit.arrivedNanos(),
            System.nanoTime(),
            visit.found().kind(),
            call.method(),
            call.target(),
            call.headers(),
            call.bodyText(),
            status));
  }

  private Answer carryOut(Visit visit) throws IOException, InterruptedException {
    try {
      return visit.found().endpoint().answer(visit.call(), visit.found().path());
    } catch (Refusal e) {
      return refuse(visit.call(), e);
    }
  }

  private Answer refuse(HttpCall call, Refusal refusal) {
    refusal
        .violation()
        .filter(kind -> !(isOfRepeat(kind) && repeats.remove(call.method() + call.path())))
        .ifPresent(
            kind -> journal.violated(kind, call.method() + " " + call.target(), refusal.text()));
    return Answer.refused(refusal);
  }

  private static boolean isOfRepeat(Violation.Kind kind) {
    return kind == Violation.Kind.TRACE_OFFSET || kind == Violation.Kind.STATE;
  }

  private Found find(HttpCall call) throws IOException {
    for (Route route : routes) {
      Optional<Matcher> matcher = route.match(call);
      if (matcher.isPresent()) {
        CallKind kind = route.kind();
        if (kind == CallKind.JOB_FINAL) {
          call.readBody();
          kind = STATE_RUNNING.matcher(call.bodyText()).find() ? CallKind.JOB_RUNNING : kind;
        }
        return new Found(kind, route.endpoint(), matcher.get());
      }
    }
    Route.Endpoint nobody =
        (unknown, path) -> {
          throw Refusal.violation(
              404, Violation.Kind.UNKNOWN_PATH, "the job API has no such method and path");
        };
    return new Found(CallKind.UNKNOWN, nobody, Pattern.compile(".*").matcher(call.path()));
  }
}
