package dev.slipway.acceptance.coordinator.api;

import dev.slipway.acceptance.coordinator.job.Job;
import dev.slipway.acceptance.coordinator.job.JobQueue;
import dev.slipway.acceptance.coordinator.wire.Answer;
import dev.slipway.acceptance.coordinator.wire.CallKind;
import dev.slipway.acceptance.coordinator.wire.HttpCall;
import dev.slipway.acceptance.coordinator.wire.Refusal;
import dev.slipway.acceptance.coordinator.wire.Route;
import dev.slipway.acceptance.coordinator.wire.Violation;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code PATCH jobs/:id/trace}: appends to the trace. */
public final class TraceEndpoint {
  private static final Pattern RANGE = Pattern.compile("(\\d{1,9})-(\\d{1,9})");

  private final JobCalls jobs;
  private final UpdateInterval interval;

  public TraceEndpoint(JobQueue queue, UpdateInterval interval) {
    this.jobs = new JobCalls(queue);
    this.interval = interval;
  }

  public List<Route> routes() {
    return List.of(Route.of(CallKind.TRACE, "PATCH", "/api/v4/jobs/(\\d+)/trace", this::append));
  }

  private Answer append(HttpCall call, Matcher path) throws IOException, Refusal {
    Heads.check(call, Set.of("debug_trace"));
    if (!call.query().getOrDefault("debug_trace", "false").matches("true|false")) {
      throw HttpCall.malformed("debug_trace is neither true nor false");
    }
    String type = call.header("Content-Type").orElse("");
    if (!type.strip().matches("(?i)text/plain(;.*)?")) {
      throw Refusal.violation(
          415, Violation.Kind.MALFORMED, "Content-Type is '" + type + "', expected text/plain");
    }
    Job job = jobs.require(path.group(1), call.header("JOB-TOKEN").orElse(""));
    if (!job.state().isActive()) {
      throw JobCalls.notRunning(job);
    }
    int start = checkRange(call);
    boolean appended = job.append(start, call.body());
    String range = "0-" + job.traceSize();
    if (!appended) {
      throw Refusal.violation(
              416,
              Violation.Kind.TRACE_OFFSET,
              "Range Not Satisfiable - piece begins at " + start + ", the trace has " + range)
          .withHeader("Range", range)
          .withHeader("Job-Status", job.state().status());
    }
    return interval
        .tell(Answer.text(202, range))
        .withHeader("Range", range)
        .withHeader("Job-Status", job.state().status());
  }

  /** Where the piece begins, after the range was found to fit the body. */
  private static int checkRange(HttpCall call) throws IOException, Refusal {
    String given =
        call.header("Content-Range")
            .orElseThrow(() -> HttpCall.malformed("Missing header Content-Range"));
    Matcher range = RANGE.matcher(given);
    if (!range.matches()) {
      throw HttpCall.malformed(
          "Content-Range is '" + given + "', expected first and last byte such as 0-1023");
    }
    int start = Integer.parseInt(range.group(1));
    int length = call.body().length;
    if (length == 0) {
      throw HttpCall.malformed("an empty piece of trace");
    }
    if (Integer.parseInt(range.group(2)) != start + length - 1) {
      throw HttpCall.malformed(
          "Content-Range is " + given + ", but the body has " + length + " bytes");
    }
    return start;
  }
}
