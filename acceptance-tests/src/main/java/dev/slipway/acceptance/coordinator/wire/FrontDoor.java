package dev.slipway.acceptance.coordinator.wire;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import dev.slipway.acceptance.coordinator.wire.Faults.Fault;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
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

  public FrontDoor(List<Route> routes, Faults faults, Journal journal) {
    this.routes = List.copyOf(routes);
    this.faults = faults;
    this.journal = journal;
  }

  private record Found(CallKind kind, Route.Endpoint endpoint, Matcher path) {}

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    Instant arrived = Instant.now();
    long arrivedNanos = System.nanoTime();
    HttpCall call = new HttpCall(exchange);
    CallKind kind = CallKind.UNKNOWN;
    int status = 0;
    try (exchange) {
      Found found = find(call);
      kind = found.kind();
      status = serve(call, found);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (Refusal e) {
      // The head could not be read: find() found a body it may not read.
      status = e.status();
      call.send(refuse(call, e));
    } finally {
      journal.add(
          new RecordedRequest(
              arrived,
              arrivedNanos,
              System.nanoTime(),
              kind,
              call.method(),
              call.target(),
              call.headers(),
              call.bodyText(),
              status));
    }
  }

  private int serve(HttpCall call, Found found) throws IOException, InterruptedException {
    Optional<Fault> fault = faults.take(found.kind());
    if (fault.isEmpty()) {
      return send(call, carryOut(call, found));
    }
    return switch (fault.get()) {
      case Fault.AnswerWith(var status, var headers) -> {
        Answer answer = Answer.json(status, Json.object().put("message", status + " on purpose"));
        for (var header : headers.entrySet()) {
          answer = answer.withHeader(header.getKey(), header.getValue());
        }
        yield send(call, answer);
      }
      case Fault.Drop() -> {
        call.drop();
        yield 0;
      }
      case Fault.DropAfter() -> {
        carryOut(call, found);
        call.drop();
        yield 0;
      }
      case Fault.Hold(var gate) -> {
        gate.pass(GATE_LIMIT);
        yield send(call, carryOut(call, found));
      }
    };
  }

  private static int send(HttpCall call, Answer answer) throws IOException {
    call.send(answer);
    return answer.status();
  }

  private Answer carryOut(HttpCall call, Found found) throws IOException, InterruptedException {
    try {
      return found.endpoint().answer(call, found.path());
    } catch (Refusal e) {
      return refuse(call, e);
    }
  }

  private Answer refuse(HttpCall call, Refusal refusal) {
    refusal
        .violation()
        .ifPresent(
            kind -> journal.violated(kind, call.method() + " " + call.target(), refusal.text()));
    return Answer.refused(refusal);
  }

  private Found find(HttpCall call) throws IOException, Refusal {
    for (Route route : routes) {
      Optional<Matcher> matcher = route.match(call);
      if (matcher.isPresent()) {
        CallKind kind = route.kind();
        if (kind == CallKind.JOB_FINAL) {
          call.body();
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
