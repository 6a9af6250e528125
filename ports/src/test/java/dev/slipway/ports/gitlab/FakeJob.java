package dev.slipway.ports.gitlab;

import dev.slipway.domain.job.JobPayload;
import dev.slipway.ports.gitlab.JobReporter.JobUpdate;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32;

/** One job of {@link FakeGitlab}, which locks. */
final class FakeJob {
  private final JobPayload payload;
  private final List<JobUpdate> updates = new ArrayList<>();
  private ByteArrayOutputStream log = new ByteArrayOutputStream();
  private boolean logMayRestart;
  private String state = "offered";

  FakeJob(JobPayload payload) {
    this.payload = payload;
  }

  JobPayload payload() {
    return payload;
  }

  String state() {
    return state;
  }

  List<JobUpdate> updates() {
    return updates;
  }

  byte[] log() {
    return log.toByteArray();
  }

  /** Gives the job to a runner, once. */
  boolean take() {
    boolean offered = state.equals("offered");
    if (offered) {
      state = "pending";
    }
    return offered;
  }

  void cancel() {
    state = state.equals("running") ? "canceling" : "canceled";
  }

  void end(String how) {
    state = how;
  }

  boolean isCanceling() {
    return state.equals("canceling");
  }

  boolean isOver() {
    return !state.equals("pending") && !state.equals("running") && !state.equals("canceling");
  }

  Optional<JobUpdate> finalUpdate() {
    return updates.stream().filter(one -> one.state() != JobUpdate.State.RUNNING).findFirst();
  }

  /** Takes the update; false where it describes another log. */
  boolean update(JobUpdate update) {
    if (update.state() == JobUpdate.State.RUNNING) {
      state = state.equals("pending") ? "running" : state;
    } else if (update.output().map(this::describesTheLog).orElse(true)) {
      state = isCanceling() ? "canceled" : update.state().word();
    } else {
      logMayRestart = true;
      return false;
    }
    updates.add(update);
    return true;
  }

  /** Appends the piece where it joins. */
  boolean append(long offset, byte[] bytes) {
    if (offset == 0 && logMayRestart) {
      log = new ByteArrayOutputStream();
    }
    if (offset != log.size()) {
      return false;
    }
    logMayRestart = false;
    log.writeBytes(bytes);
    return true;
  }

  void cutLog(int offset) {
    byte[] kept = Arrays.copyOf(log.toByteArray(), offset);
    log = new ByteArrayOutputStream();
    log.writeBytes(kept);
  }

  private boolean describesTheLog(JobUpdate.Output output) {
    CRC32 crc = new CRC32();
    crc.update(log.toByteArray());
    return output.byteSize() == log.size() && output.crc32() == crc.getValue();
  }
}
