package dev.slipway.acceptance.coordinator.job;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * The update that ended a job, as the runner sent it and the server accepted it.
 *
 * @param state {@code success} or {@code failed}
 * @param exitCode empty where it was left out, which a runner does for 0
 * @param checksum {@code crc32:} and 8 hexadecimal digits
 * @param bytesize length of the trace in bytes
 */
public record FinalUpdate(
    String state,
    Optional<String> failureReason,
    OptionalInt exitCode,
    Optional<String> checksum,
    OptionalLong bytesize) {

  public boolean isSuccess() {
    return state.equals("success");
  }
}
