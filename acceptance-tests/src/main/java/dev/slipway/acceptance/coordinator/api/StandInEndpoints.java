package dev.slipway.acceptance.coordinator.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.acceptance.coordinator.job.JobQueue;
import dev.slipway.acceptance.coordinator.job.JobSpec;
import dev.slipway.acceptance.coordinator.job.OfferedJob;
import dev.slipway.acceptance.coordinator.wire.Answer;
import dev.slipway.acceptance.coordinator.wire.CallKind;
import dev.slipway.acceptance.coordinator.wire.HttpCall;
import dev.slipway.acceptance.coordinator.wire.Journal;
import dev.slipway.acceptance.coordinator.wire.Json;
import dev.slipway.acceptance.coordinator.wire.Refusal;
import dev.slipway.acceptance.coordinator.wire.Route;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;

/** For people with {@code curl}: offer a job, look at it, cancel it. No GitLab has these. */
public final class StandInEndpoints {
  private static final String JOBS = "/stand-in/jobs";

  private final JobQueue queue;
  private final Journal journal;

  public StandInEndpoints(JobQueue queue, Journal journal) {
    this.queue = queue;
    this.journal = journal;
  }

  public List<Route> routes() {
    return List.of(
        route("POST", JOBS, this::offer),
        route("GET", JOBS, this::list),
        route("GET", JOBS + "/(\\d+)", (call, path) -> Answer.json(200, describe(find(path)))),
        route(
            "GET",
            JOBS + "/(\\d+)/trace",
            (call, path) -> Answer.text(200, find(path).traceText())),
        route("POST", JOBS + "/(\\d+)/cancel", this::cancel),
        route("GET", "/stand-in/violations", this::violations));
  }

  private static Route route(String method, String path, Route.Endpoint endpoint) {
    return Route.of(CallKind.STAND_IN, method, path, endpoint);
  }

  private Answer offer(HttpCall call, Matcher path) throws IOException, Refusal {
    try {
      JobSpec spec = JobSpec.ofJson(new String(call.body(), StandardCharsets.UTF_8));
      return Answer.json(201, describe(queue.offer(spec)));
    } catch (IllegalArgumentException e) {
      throw Refusal.expected(400, String.valueOf(e.getMessage()));
    }
  }

  private Answer list(HttpCall call, Matcher path) {
    ArrayNode all = Json.array();
    queue.jobs().forEach(job -> all.add(describe(job)));
    return Answer.json(200, all);
  }

  private Answer cancel(HttpCall call, Matcher path) throws Refusal {
    OfferedJob job = find(path);
    job.cancel();
    return Answer.json(200, describe(job));
  }

  private Answer violations(HttpCall call, Matcher path) {
    ArrayNode all = Json.array();
    journal.violations().forEach(violation -> all.add(violation.toString()));
    return Answer.json(200, all);
  }

  private OfferedJob find(Matcher path) throws Refusal {
    long id = Long.parseLong(path.group(1));
    return queue.jobs().stream()
        .filter(job -> job.id() == id)
        .findFirst()
        .orElseThrow(() -> Refusal.expected(404, "no job " + id));
  }

  private static ObjectNode describe(OfferedJob job) {
    return Json.object()
        .put("id", job.id())
        .put("state", job.state().toString())
        .put("trace", JOBS + "/" + job.id() + "/trace");
  }
}
