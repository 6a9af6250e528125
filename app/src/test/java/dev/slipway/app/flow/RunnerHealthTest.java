package dev.slipway.app.flow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.domain.settings.PollingSettings;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class RunnerHealthTest {
  private RunnerHealth health = newHealth();

  @BeforeEach
  void begin() {
    health = newHealth();
  }

  @Test
  @DisplayName("after three refusals in a row the runner is paused for an hour, then tried again")
  void paused() {
    refused(2);
    assertThat(health.mayAsk(FlowBench.BEGIN)).isTrue();
    refused(1);
    assertThat(health.mayAsk(FlowBench.BEGIN.plusSeconds(3600))).isFalse();
    assertThat(health.mayAsk(FlowBench.BEGIN.plusSeconds(3601))).isTrue();
    refused(3);
    assertThat(health.mayAsk(FlowBench.BEGIN.plusSeconds(3602))).isFalse();
    assertThat(health.mayAsk(FlowBench.BEGIN.plusSeconds(7202))).isTrue();
  }

  @Test
  @DisplayName("an answer in between begins the count anew")
  void healthy() {
    refused(2);
    health.healthy(FlowBench.BEGIN);
    refused(2);
    assertThat(health.mayAsk(FlowBench.BEGIN)).isTrue();
  }

  private void refused(int times) {
    for (int i = 0; i < times; i++) {
      health.refused();
    }
  }

  private static RunnerHealth newHealth() {
    return new RunnerHealth(
        "runner", new PollingSettings(0, 1, false, 3, Duration.ofHours(1)), FlowBench.BEGIN);
  }
}
