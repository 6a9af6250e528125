package dev.slipway.domain.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.domain.pod.LifetimePlan;
import dev.slipway.domain.settings.TimerSettings;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class LifetimePartTest {
  private static final Duration JOB = Duration.ofHours(1);

  @Test
  @DisplayName("the deadline leaves room for the time in which the pod comes up")
  void deadline() {
    LifetimePart part = new LifetimePart(TimerSettings.DEFAULTS, JOB, true);
    assertThat(part.plan()).isEqualTo(new LifetimePlan(Optional.empty(), Optional.of(3781L)));
  }

  @Test
  @DisplayName("without the flag there is no deadline; the pod's own grace is passed on")
  void grace() {
    TimerSettings timers =
        new TimerSettings(
            Duration.ofSeconds(3),
            Duration.ofSeconds(180),
            Optional.of(Duration.ofSeconds(9)),
            Optional.empty(),
            Duration.ofMinutes(5));
    assertThat(new LifetimePart(timers, JOB, false).plan())
        .isEqualTo(new LifetimePlan(Optional.of(9L), Optional.empty()));
  }
}
