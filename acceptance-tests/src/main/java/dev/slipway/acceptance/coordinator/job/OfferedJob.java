package dev.slipway.acceptance.coordinator.job;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.acceptance.coordinator.wire.Changes;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * A job in a test's hand: what became of it, and ways to wait for it. A wait that is not fulfilled
 * in time is an {@link AssertionError} that shows the state and the end of the trace.
 */
public final class OfferedJob {
  private static final Duration LONG = Duration.ofHours(1);
  private static final int TAIL_CHARS = 4000;

  private final Job job;
  private final Changes changes;

  OfferedJob(Job job, Changes changes) {
    this.job = job;
    this.changes = changes;
  }

  public long id() {
    return job.id();
  }

  public String token() {
    return job.token();
  }

  public JobState state() {
    return job.state();
  }

  /** Its name in the pipeline; {@code job} where it has none. */
  public String name() {
    return job.spec().patch().at("/job_info/name").asText("job");
  }

  /** Whether it will never be given out, since a job that it needs did not succeed. */
  public boolean isSkipped() {
    return job.isSkipped();
  }

  /** Every state the job came into, in order, the first being {@link JobState#OFFERED}. */
  public List<StateChange> history() {
    return job.history();
  }

  /** What the runner was given; an empty object before a runner took the job. */
  public JsonNode payload() {
    return job.payload();
  }

  /** The trace as the server holds it. */
  public byte[] trace() {
    return job.trace();
  }

  /** The trace as UTF-8. */
  public String traceText() {
    return new String(job.trace(), StandardCharsets.UTF_8);
  }

  /** The runner's last word; an {@link AssertionError} where there was none. */
  public FinalUpdate finalUpdate() {
    return job.finalUpdate()
        .orElseThrow(() -> new AssertionError("No final update: " + describe()));
  }

  /** The runner's last word; empty where there was none so far. */
  public Optional<FinalUpdate> lastUpdate() {
    return job.finalUpdate();
  }

  /**
   * Waits until the trace is longer than this or the job has ended, as long as it takes.
   *
   * @return whether the job has ended
   */
  public boolean awaitMoreThan(int traceBytes) throws InterruptedException {
    while (true) {
      Optional<Boolean> news =
          changes.poll(
              LONG,
              () -> {
                boolean ended = job.state().isFinished();
                return ended || job.traceSize() > traceBytes
                    ? Optional.of(ended)
                    : Optional.empty();
              });
      if (news.isPresent()) {
        return news.get();
      }
    }
  }

  /** Artifacts by type. */
  public Map<String, Artifact> artifacts() {
    return job.artifacts();
  }

  /** The artifact of this type; an {@link AssertionError} where none was uploaded. */
  public Artifact artifact(String type) {
    return Optional.ofNullable(job.artifacts().get(type))
        .orElseThrow(() -> new AssertionError("No artifact of type " + type + ": " + describe()));
  }

  /** The server's storage spoils one byte of what it holds of the trace. */
  public void spoilTrace() {
    job.spoilTrace();
  }

  /** As the button in GitLab does: {@code canceling}, or {@code canceled} for older runners. */
  public void cancel() {
    job.cancelGently();
  }

  /** Ends the job as canceled at once, as GitLab does for runners that cannot cancel gracefully. */
  public void cancelAtOnce() {
    job.end(JobState.CANCELED);
  }

  /** The server gives the job up, as it does when it has heard nothing for long. */
  public void failOnServer() {
    job.end(JobState.FAILED);
  }

  /** What GitLab does with a job that its runner has not accepted in time. */
  public void handOutAgain() {
    job.handOutAgain();
  }

  public OfferedJob awaitState(JobState state, Duration limit) {
    return await("did not become " + state, limit, () -> job.state() == state);
  }

  /** Waits until a runner has the job. */
  public OfferedJob awaitTaken(Duration limit) {
    return await("was not taken", limit, () -> job.state() != JobState.OFFERED);
  }

  /** Waits until the job has ended in any way. */
  public OfferedJob awaitFinished(Duration limit) {
    return await("did not finish", limit, () -> job.state().isFinished());
  }

  /** Waits until the runner's final update was accepted, also where the server ended the job. */
  public OfferedJob awaitFinalUpdate(Duration limit) {
    return await("got no final update", limit, () -> job.finalUpdate().isPresent());
  }

  public OfferedJob awaitTraceContains(String text, Duration limit) {
    return await("has no '" + text + "' in its trace", limit, () -> traceText().contains(text));
  }

  /** Waits for a trace of at least so many bytes. */
  public OfferedJob awaitTraceSize(int bytes, Duration limit) {
    return await("has less than " + bytes + " bytes", limit, () -> job.traceSize() >= bytes);
  }

  private OfferedJob await(String what, Duration limit, BooleanSupplier condition) {
    return changes.await(
        limit,
        () -> condition.getAsBoolean() ? Optional.of(this) : Optional.empty(),
        () -> what + ": " + describe());
  }

  private String describe() {
    String text = traceText();
    String tail = text.substring(Math.max(0, text.length() - TAIL_CHARS));
    return "job " + id() + " is " + state() + "; end of its trace:\n" + tail;
  }

  Job job() {
    return job;
  }
}
