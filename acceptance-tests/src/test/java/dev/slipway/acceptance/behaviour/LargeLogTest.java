package dev.slipway.acceptance.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.acceptance.coordinator.job.JobSpec;
import dev.slipway.acceptance.coordinator.job.OfferedJob;
import dev.slipway.domain.settings.ClusterClient;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A log of more than 100 MB is as exact as a short one. */
@Tag("long")
class LargeLogTest {
  private static final byte[] PAYLOAD = LoggedBytes.ofEveryKind(100, 4_000_000);
  private static final int TIMES = 22;

  @ParameterizedTest
  @EnumSource(ClusterClient.class)
  @DisplayName("110 MB of lines, of bytes that are no text, and of lines of 1 MB")
  void hundred_megabytes(ClusterClient client) throws IOException, InterruptedException {
    try (Stage stage = new Stage("large-log")) {
      stage
          .gitlab()
          .repository()
          .commit(
              "main",
              "Payload",
              Map.of(
                  "payload.b64",
                  Base64.getMimeEncoder(76, new byte[] {'\n'}).encodeToString(PAYLOAD)));
      String token = stage.newRunner();
      String config =
          stage
              .config(Configs.LARGE_LOG, client, token, "")
              .replaceFirst("output_limit = \\d+", "output_limit = 400000");
      OfferedJob job;
      try (var _ = TestManager.start(config)) {
        job =
            stage
                .gitlab()
                .offer(
                    JobSpec.script(
                            "base64 -d payload.b64 >/tmp/payload; printf 'BEGIN''-PAYLOAD\\n'; for i in $(seq "
                                + TIMES
                                + "); do cat /tmp/payload; done; printf 'END''-PAYLOAD\\n'")
                        .withRunnerToken(token));
        job.awaitFinalUpdate(Duration.ofMinutes(10));
      }
      byte[] one = LoggedBytes.repaired(PAYLOAD);
      ByteArrayOutputStream expected = new ByteArrayOutputStream();
      for (int i = 0; i < TIMES; i++) {
        expected.writeBytes(one);
      }
      byte[] trace = job.trace();
      byte[] printed =
          LoggedBytes.between(LoggedBytes.unframed(trace), "BEGIN-PAYLOAD\n", "END-PAYLOAD");
      assertThat(printed.length).isEqualTo(expected.size());
      assertThat(LoggedBytes.sha256(printed)).isEqualTo(LoggedBytes.sha256(expected.toByteArray()));
      assertThat(job.finalUpdate().isSuccess()).isTrue();
      assertThat(job.finalUpdate().bytesize()).hasValue(trace.length);
      stage.gitlab().journal().assertNoViolations();
    }
  }
}
