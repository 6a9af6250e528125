package dev.slipway.domain.job;

import dev.slipway.domain.settings.RunnerSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A job that GitLab gave us and that nothing has been done for yet.
 *
 * @param body the payload as it came, for the record
 * @param correlationId of the request that brought the job
 * @param serverCaChain PEM of the certificates that vouch for the server; empty over plain HTTP
 * @param concurrentId the job's slot among the running jobs of its runner, from 0
 * @param concurrentProjectId its slot among those of its project
 */
public record ClaimedJob(
    JobPayload payload,
    String body,
    String correlationId,
    Optional<String> serverCaChain,
    RunnerSettings runner,
    ManagerIdentity manager,
    int concurrentId,
    int concurrentProjectId,
    Instant claimedAt) {

  private static final Duration TIMEOUT_WHERE_NONE_IS_GIVEN = Duration.ofHours(2);

  /** The job timeout. */
  public Duration timeout() {
    return payload.timeoutSeconds() > 0
        ? Duration.ofSeconds(payload.timeoutSeconds())
        : TIMEOUT_WHERE_NONE_IS_GIVEN;
  }

  /** The same with other settings of its runner. */
  public ClaimedJob withRunner(RunnerSettings other) {
    return new ClaimedJob(
        payload,
        body,
        correlationId,
        serverCaChain,
        other,
        manager,
        concurrentId,
        concurrentProjectId,
        claimedAt);
  }

  /** Leaves out the body. */
  @Override
  public String toString() {
    return "ClaimedJob[" + payload.id() + "]";
  }
}
