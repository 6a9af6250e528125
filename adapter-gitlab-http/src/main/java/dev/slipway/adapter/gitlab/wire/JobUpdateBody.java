package dev.slipway.adapter.gitlab.wire;

import dev.slipway.domain.failure.FailureReason;
import dev.slipway.ports.gitlab.JobReporter.JobUpdate;
import io.avaje.jsonb.Json;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** The body of {@code PUT jobs/:id}. */
@Json(naming = Json.Naming.LowerUnderscore)
public record JobUpdateBody(
    InfoBlock info,
    String token,
    String state,
    @Nullable String failureReason,
    @Nullable String checksum,
    Output output,
    @Nullable Integer exitCode) {

  /** {@code output}; empty in the update that accepts a job. */
  @Json
  public record Output(@Nullable String checksum, @Nullable Long bytesize) {}

  /** The body that says {@code update}. */
  public static JobUpdateBody of(InfoBlock info, String token, JobUpdate update) {
    String checksum = update.output().map(output -> checksum(output.crc32())).orElse(null);
    Long size = update.output().map(JobUpdate.Output::byteSize).filter(n -> n > 0).orElse(null);
    int exitCode = update.exitCode().orElse(0);
    return new JobUpdateBody(
        info,
        token,
        update.state().word(),
        update.failureReason().map(FailureReason::word).orElse(null),
        checksum,
        new Output(checksum, size),
        exitCode == 0 ? null : Integer.valueOf(exitCode));
  }

  /** {@code crc32:} and eight hexadecimal digits. */
  public static String checksum(long crc32) {
    return "crc32:" + HexFormat.of().toHexDigits(crc32, 8);
  }
}
