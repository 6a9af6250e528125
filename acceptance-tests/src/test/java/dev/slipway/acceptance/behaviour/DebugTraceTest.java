package dev.slipway.acceptance.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.acceptance.coordinator.job.JobSpec;
import dev.slipway.acceptance.coordinator.job.OfferedJob;
import dev.slipway.domain.settings.ClusterClient;
import java.io.IOException;
import org.junit.jupiter.api.DisplayName;

/** What {@code CI_DEBUG_TRACE} adds to a log, and what it does not. */
class DebugTraceTest {
  private static final String MASKED = "masked-word-0815";

  @BothClients
  @DisplayName("each command is shown before it runs, and what is masked stays masked in it")
  void commands(ClusterClient client) throws IOException {
    try (Stage stage = new Stage("debug-trace");
        SoloRunner runner = SoloRunner.of(stage, client)) {
      OfferedJob job =
          runner.offer(
              JobSpec.script("for i in 1 2; do : \"turn $i\"; done", ": \"knows $WORD\"")
                  .withAfterScript(": \"ends with $WORD\"")
                  .withMaskedVariable("WORD", MASKED)
                  .withVariable("CI_DEBUG_TRACE", "true"));

      assertThat(runner.passed(job))
          .contains("+ : 'turn 1'\n", "+ : 'turn 2'\n")
          .contains("+ : 'knows [MASKED]'\n", "+ : 'ends with [MASKED]'\n")
          .doesNotContain(MASKED);
    }
  }

  @BothClients
  @DisplayName("a runner that forbids it says so and shows no commands")
  void forbidden(ClusterClient client) throws IOException {
    try (Stage stage = new Stage("no-debug-trace");
        SoloRunner runner =
            SoloRunner.but(
                stage,
                client,
                "  name = \"one\"\n",
                "  name = \"one\"\n  debug_trace_disabled = true\n")) {
      OfferedJob job =
          runner.offer(JobSpec.script(": \"turn\"").withVariable("CI_DEBUG_TRACE", "true"));

      assertThat(runner.passed(job))
          .contains("CI_DEBUG_TRACE: usage is disabled on this Runner")
          .doesNotContain("+ : turn");
    }
  }
}
