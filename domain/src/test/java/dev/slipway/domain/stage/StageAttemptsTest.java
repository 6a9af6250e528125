package dev.slipway.domain.stage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.domain.flag.FeatureFlags;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The pause before a stage is tried again")
class StageAttemptsTest {
  @Test
  @DisplayName("doubles from 5 s to 5 minutes; with the flag off from 1 s to 5 s")
  void pauses() {
    FeatureFlags old =
        FeatureFlags.resolve(
            Map.of("FF_USE_EXPONENTIAL_BACKOFF_STAGE_RETRY", false), _ -> Optional.empty());

    assertThat(seconds(FeatureFlags.defaults()))
        .containsExactly(5L, 10L, 20L, 40L, 80L, 160L, 300L, 300L, 300L);
    assertThat(seconds(old)).containsExactly(1L, 2L, 4L, 5L, 5L, 5L, 5L, 5L, 5L);
  }

  private static long[] seconds(FeatureFlags flags) {
    return IntStream.rangeClosed(2, 10)
        .mapToLong(attempt -> StageAttempts.pauseBefore(attempt, flags).toSeconds())
        .toArray();
  }
}
