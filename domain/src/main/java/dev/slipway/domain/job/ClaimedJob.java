package dev.slipway.domain.job;

import dev.slipway.domain.settings.RunnerSettings;
import dev.slipway.domain.variable.VariableSources.ClientCertificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A job that GitLab gave us and that nothing has been done for yet.
 *
 * @param body the payload as it came, for the record
 * @param correlationId of the request that brought the job
 * @param serverCaChain PEM of the certificates that vouch for the server; empty over plain HTTP
 * @param clientCertificate what the runner shows to the server; empty where it shows none
 * @param concurrentId the job's slot among the running jobs of its runner, from 0
 * @param concurrentProjectId its slot among those of its project
 */
public record ClaimedJob(
    JobPayload payload,
    String body,
    String correlationId,
    Optional<String> serverCaChain,
    Optional<ClientCertificate> clientCertificate,
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
    return with(payload, other);
  }

  /** The same job with another payload. */
  public ClaimedJob withPayload(JobPayload other) {
    return with(other, runner);
  }

  private ClaimedJob with(JobPayload newPayload, RunnerSettings newRunner) {
    return new ClaimedJob(
        newPayload,
        body,
        correlationId,
        serverCaChain,
        clientCertificate,
        newRunner,
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
