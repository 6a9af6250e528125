package dev.slipway.acceptance.coordinator.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.acceptance.coordinator.job.FinalUpdate;
import dev.slipway.acceptance.coordinator.job.Job;
import dev.slipway.acceptance.coordinator.job.JobQueue;
import dev.slipway.acceptance.coordinator.job.JobState;
import dev.slipway.acceptance.coordinator.wire.Answer;
import dev.slipway.acceptance.coordinator.wire.CallKind;
import dev.slipway.acceptance.coordinator.wire.HttpCall;
import dev.slipway.acceptance.coordinator.wire.Journal;
import dev.slipway.acceptance.coordinator.wire.Json;
import dev.slipway.acceptance.coordinator.wire.Refusal;
import dev.slipway.acceptance.coordinator.wire.Route;
import dev.slipway.acceptance.coordinator.wire.Violation;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Matcher;

/** {@code PUT jobs/:id}: acceptance, keep-alive and the final update. */
public final class JobUpdateEndpoint {
  /** What a runner may always send, whatever the job's {@code features.failure_reasons} say. */
  private static final Set<String> ALWAYS_SENDABLE =
      Set.of("script_failure", "runner_system_failure", "job_execution_timeout");

  private final JobCalls jobs;
  private final UpdateInterval interval;
  private final Journal journal;

  public JobUpdateEndpoint(JobQueue queue, UpdateInterval interval, Journal journal) {
    this.jobs = new JobCalls(queue);
    this.journal = journal;
    this.interval = interval;
  }

  public List<Route> routes() {
    return List.of(Route.of(CallKind.JOB_FINAL, "PUT", "/api/v4/jobs/(\\d+)", this::update));
  }

  private Answer update(HttpCall call, Matcher path) throws IOException, Refusal {
    Heads.check(call, Set.of());
    ObjectNode body = call.jsonBody();
    Bodies.JOB_UPDATE.check(body);
    String token = body.path("token").textValue();
    Heads.requireSameToken(call, "JOB-TOKEN", token);
    Job job = jobs.require(path.group(1), token);
    String state = body.path("state").textValue();
    if (!job.state().isActive() && job.state() != JobState.PENDING) {
      throw JobCalls.notRunning(job);
    }
    if (state.equals("pending") || state.equals("running")) {
      goOn(job, state, body);
    } else {
      finish(job, body);
      for (String secret : TraceSecrets.found(job)) {
        journal.violated(Violation.Kind.SECRET_IN_TRACE, "PUT " + call.target(), secret);
      }
    }
    return interval
        .tell(Answer.json(200, Json.read("\"200\"")))
        .withHeader("Job-Status", job.state().status());
  }

  private static void goOn(Job job, String state, ObjectNode body) throws Refusal {
    if (body.has("failure_reason") || body.has("exit_code")) {
      throw HttpCall.malformed("failure_reason and exit_code belong to the final update");
    }
    if (state.equals("pending") && job.state() != JobState.PENDING) {
      throw Refusal.violation(
          400, Violation.Kind.STATE, "state pending for a job that is " + job.state());
    }
    if (state.equals("running") && job.state() == JobState.PENDING) {
      job.accept();
    }
  }

  private static void finish(Job job, ObjectNode body) throws Refusal {
    if (job.state() == JobState.PENDING) {
      throw Refusal.violation(
          400,
          Violation.Kind.STATE,
          "final update for a job that was not accepted with state running");
    }
    FinalUpdate update = read(body);
    checkReason(job, update);
    checkTrace(job, update);
    if (!job.finish(update)) {
      throw JobCalls.notRunning(job);
    }
  }

  private static FinalUpdate read(ObjectNode body) throws Refusal {
    Optional<String> checksum = text(body.at("/output/checksum"));
    Optional<String> second = text(body.path("checksum"));
    if (second.isPresent() && !second.equals(checksum)) {
      throw HttpCall.malformed("checksum differs from output.checksum");
    }
    JsonNode exitCode = body.path("exit_code");
    JsonNode bytesize = body.at("/output/bytesize");
    return new FinalUpdate(
        body.path("state").textValue(),
        text(body.path("failure_reason")),
        exitCode.isMissingNode() ? OptionalInt.empty() : OptionalInt.of(exitCode.intValue()),
        checksum,
        bytesize.isMissingNode() ? OptionalLong.empty() : OptionalLong.of(bytesize.longValue()));
  }

  private static Optional<String> text(JsonNode node) {
    return node.isTextual() ? Optional.of(node.textValue()) : Optional.empty();
  }

  private static void checkReason(Job job, FinalUpdate update) throws Refusal {
    if (update.isSuccess()
        && (update.failureReason().isPresent() || update.exitCode().isPresent())) {
      throw HttpCall.malformed("failure_reason or exit_code with state success");
    }
    if (update.exitCode().isPresent() && update.exitCode().getAsInt() == 0) {
      throw HttpCall.malformed("exit_code 0 is to be left out");
    }
    String reason = update.failureReason().orElse("script_failure");
    // A job that is canceled while it is being accepted is reported so by newer runners.
    boolean offered = reason.equals("job_canceled") && job.state() == JobState.CANCELING;
    for (JsonNode known : job.payload().at("/features/failure_reasons")) {
      offered |= reason.equals(known.textValue());
    }
    if (!offered && !ALWAYS_SENDABLE.contains(reason)) {
      throw HttpCall.malformed(
          "failure_reason " + reason + " is not among the job's features.failure_reasons");
    }
  }

  private static void checkTrace(Job job, FinalUpdate update) throws Refusal {
    String checksum = job.traceChecksum();
    boolean sizeFits =
        update.bytesize().isEmpty() || update.bytesize().getAsLong() == job.traceSize();
    if (!sizeFits || !update.checksum().map(checksum::equals).orElse(true)) {
      job.allowTraceRestart();
      throw Refusal.violation(
          412,
          Violation.Kind.TRACE_CHECKSUM,
          "the trace here has %d bytes and %s, the update says %s and %s"
              .formatted(job.traceSize(), checksum, update.bytesize(), update.checksum()));
    }
  }
}
