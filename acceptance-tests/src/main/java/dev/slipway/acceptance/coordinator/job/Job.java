package dev.slipway.acceptance.coordinator.job;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.acceptance.coordinator.wire.Changes;
import dev.slipway.acceptance.coordinator.wire.Json;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32;

/**
 * A job on the server: its state machine, its trace and its artifacts. Endpoints ask {@link
 * #state()} first and then change; both inside {@link Changes#change} where others could come
 * between.
 */
public final class Job {
  private final long id;
  private final String token;
  private final JobSpec spec;
  private final Changes changes;
  private final List<StateChange> history = new ArrayList<>();
  private final Map<String, Artifact> artifacts = new LinkedHashMap<>();
  private ByteArrayOutputStream trace = new ByteArrayOutputStream();
  private boolean traceMayRestart;
  private boolean gentle;
  private boolean endedByServer;
  private ObjectNode payload = Json.object();
  private Optional<FinalUpdate> finalUpdate = Optional.empty();
  private JobState state = JobState.OFFERED;

  Job(long id, String token, JobSpec spec, Changes changes) {
    this.id = id;
    this.token = token;
    this.spec = spec;
    this.changes = changes;
    enter(JobState.OFFERED);
  }

  public long id() {
    return id;
  }

  public String token() {
    return token;
  }

  public JobSpec spec() {
    return spec;
  }

  public JobState state() {
    return changes.read(() -> state);
  }

  /** What a runner was given; an empty object before that. */
  public ObjectNode payload() {
    return changes.read(payload::deepCopy);
  }

  /** A runner takes the job. */
  public void assign(ObjectNode given, RunnerAbilities abilities) {
    changes.change(
        () -> {
          payload = given.deepCopy();
          gentle = abilities.cancelsGracefully();
          enter(abilities.twoPhaseCommit() ? JobState.PENDING : JobState.RUNNING);
        });
  }

  /** The runner that was given the job accepts it. */
  public void accept() {
    changes.change(
        () -> {
          if (state == JobState.PENDING) {
            enter(JobState.RUNNING);
          }
        });
  }

  /**
   * The runner reports the end; a job being canceled ends as canceled whatever the runner says.
   *
   * @return false where the job has ended already, and stays as it is
   */
  public boolean finish(FinalUpdate update) {
    return changes.change(
        () -> {
          if (!state.isActive()) {
            return false;
          }
          JobState end = update.isSuccess() ? JobState.SUCCESS : JobState.FAILED;
          finalUpdate = Optional.of(update);
          enter(state == JobState.CANCELING ? JobState.CANCELED : end);
          return true;
        });
  }

  /** The server ends the job by itself, without the runner. */
  void end(JobState end) {
    changes.change(
        () -> {
          if (!state.isFinished()) {
            endedByServer = true;
            enter(end);
          }
        });
  }

  /** The runner that was given the job has not accepted it in time: it waits for another one. */
  void handOutAgain() {
    changes.change(
        () -> {
          if (state != JobState.PENDING) {
            throw new IllegalStateException("job " + id + " is " + state + ", not pending");
          }
          enter(JobState.OFFERED);
        });
  }

  /** The user cancels; {@code after_script} may run where the runner knows of that. */
  void cancelGently() {
    changes.change(
        () -> {
          if (state == JobState.RUNNING && gentle) {
            enter(JobState.CANCELING);
          } else if (state != JobState.CANCELING) {
            end(JobState.CANCELED);
          }
        });
  }

  /** Whether the server ended the job, so that a runner could not know it yet. */
  public boolean isEndedByServer() {
    return changes.read(() -> endedByServer);
  }

  /** Whether it will never be given out, since a job that it needs did not succeed. */
  public boolean isSkipped() {
    return changes.read(
        () ->
            state == JobState.OFFERED
                && spec.needs().stream()
                    .map(OfferedJob::job)
                    .anyMatch(
                        need ->
                            need.isSkipped()
                                || (need.state.isFinished() && need.state != JobState.SUCCESS)));
  }

  private void enter(JobState next) {
    state = next;
    history.add(new StateChange(next, Instant.now(), System.nanoTime()));
  }

  public List<StateChange> history() {
    return changes.read(() -> List.copyOf(history));
  }

  public Optional<FinalUpdate> finalUpdate() {
    return changes.read(() -> finalUpdate);
  }

  /** A copy of the trace's bytes. */
  public byte[] trace() {
    return changes.read(trace::toByteArray);
  }

  public int traceSize() {
    return changes.read(trace::size);
  }

  /** {@code crc32:} and the CRC-32 of the trace in 8 hexadecimal digits. */
  public String traceChecksum() {
    CRC32 crc = new CRC32();
    crc.update(trace());
    return String.format("crc32:%08x", crc.getValue());
  }

  /**
   * Appends if the piece begins where the trace ends. After a refused checksum a piece at 0
   * replaces the trace.
   *
   * @return whether it was appended
   */
  public boolean append(int start, byte[] piece) {
    return changes.change(
        () -> {
          if (start == 0 && traceMayRestart) {
            trace = new ByteArrayOutputStream();
          }
          if (start != trace.size()) {
            return false;
          }
          traceMayRestart = false;
          trace.writeBytes(piece);
          return true;
        });
  }

  /** Changes the first byte that the server holds, so that the checksum will not fit. */
  void spoilTrace() {
    changes.change(
        () -> {
          byte[] spoilt = trace.toByteArray();
          spoilt[0] ^= 1;
          trace.reset();
          trace.writeBytes(spoilt);
        });
  }

  /** The final update's checksum did not fit: the runner may send the trace once more from 0. */
  public void allowTraceRestart() {
    changes.change(() -> traceMayRestart = true);
  }

  /** Keeps the artifact; an earlier one of its type is replaced. */
  public void keep(Artifact artifact) {
    changes.change(() -> artifacts.put(artifact.type(), artifact));
  }

  /** By type; a copy. */
  public Map<String, Artifact> artifacts() {
    return changes.read(() -> new LinkedHashMap<>(artifacts));
  }
}
