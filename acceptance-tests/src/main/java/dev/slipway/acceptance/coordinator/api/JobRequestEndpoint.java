package dev.slipway.acceptance.coordinator.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.acceptance.coordinator.job.JobQueue;
import dev.slipway.acceptance.coordinator.job.RunnerAbilities;
import dev.slipway.acceptance.coordinator.wire.Answer;
import dev.slipway.acceptance.coordinator.wire.CallKind;
import dev.slipway.acceptance.coordinator.wire.HttpCall;
import dev.slipway.acceptance.coordinator.wire.Refusal;
import dev.slipway.acceptance.coordinator.wire.Route;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;

/** {@code POST jobs/request}: 201 with a job, or 204. */
public final class JobRequestEndpoint {
  private final JobQueue queue;
  private final Runners runners;
  private final Duration longPoll;

  /**
   * @param longPoll how long a request without a job is kept waiting; zero to answer at once
   */
  public JobRequestEndpoint(JobQueue queue, Runners runners, Duration longPoll) {
    this.queue = queue;
    this.runners = runners;
    this.longPoll = longPoll;
  }

  public List<Route> routes() {
    return List.of(Route.of(CallKind.JOB_REQUEST, "POST", "/api/v4/jobs/request", this::request));
  }

  private Answer request(HttpCall call, Matcher path)
      throws IOException, InterruptedException, Refusal {
    Heads.check(call, Set.of());
    Heads.requireAcceptsJson(call);
    ObjectNode body = call.jsonBody();
    Bodies.JOB_REQUEST.check(body);
    String token = body.path("token").textValue();
    Heads.requireSameToken(call, "RUNNER-TOKEN", token);
    runners.require(token);
    String version = queue.version();
    boolean nothingNew = version.equals(body.path("last_update").asText());
    if (nothingNew && longPoll.isZero()) {
      return nothing(version);
    }
    RunnerAbilities abilities =
        new RunnerAbilities(
            body.at("/info/features/two_phase_job_commit").booleanValue(),
            body.at("/info/features/cancel_gracefully").booleanValue());
    Optional<ObjectNode> job = queue.take(token, abilities, longPoll);
    return job.map(payload -> Answer.json(201, payload)).orElseGet(() -> nothing(version));
  }

  private static Answer nothing(String version) {
    return Answer.empty(204).withHeader("X-GitLab-Last-Update", version);
  }
}
