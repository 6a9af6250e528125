package dev.slipway.app.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.domain.settings.RetrySettings;
import dev.slipway.ports.cluster.ClusterAnswer;
import dev.slipway.ports.cluster.ClusterError;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ClusterCallTest {
  private static final ClusterError AWAY = new ClusterError.Unavailable("away", Optional.empty());

  private final ClusterCall calls =
      new ClusterCall(new RetrySettings(4, Duration.ofMillis(1), Map.of("quota", 2)));
  private int made;

  @Test
  @DisplayName("a cluster that stays away is asked a bounded number of times")
  void bounded() throws InterruptedException {
    assertThat(calls.repeated(() -> refuse(AWAY))).isEqualTo(new ClusterAnswer.Refused<>(AWAY));
    assertThat(made).isEqualTo(4);
  }

  @Test
  @DisplayName("a refusal is an answer, unless the settings name its text")
  void refusals() throws InterruptedException {
    ClusterError no = new ClusterError.Forbidden("no");
    assertThat(calls.repeated(() -> refuse(no))).isEqualTo(new ClusterAnswer.Refused<>(no));
    assertThat(made).isEqualTo(1);
    made = 0;
    ClusterError quota = new ClusterError.Forbidden("quota");
    assertThat(calls.repeated(() -> refuse(quota))).isEqualTo(new ClusterAnswer.Refused<>(quota));
    assertThat(made).isEqualTo(2);
  }

  @Test
  @DisplayName("a server that comes back is asked no more")
  void back() throws InterruptedException {
    assertThat(calls.repeated(() -> made == 2 ? new ClusterAnswer.Done<>("it") : refuse(AWAY)))
        .isEqualTo(new ClusterAnswer.Done<>("it"));
    assertThat(made).isEqualTo(2);
  }

  @Test
  @DisplayName("Retry-After is waited for, but no server makes a job wait for hours")
  void retryAfter() {
    assertThat(pause(Duration.ofSeconds(7))).isEqualTo(Duration.ofSeconds(7));
    assertThat(pause(Duration.ofDays(1))).isEqualTo(ClusterError.RETRY_AFTER_MAX);
    assertThat(calls.pause(AWAY, 1)).isLessThan(Duration.ofSeconds(1));
    assertThat(calls.pause(new ClusterError.Forbidden("no"), 1)).isLessThan(Duration.ofSeconds(1));
  }

  @Test
  @DisplayName("a call that must not be given up waits before it is made again, too")
  void patience() {
    ClusterCall once = new ClusterCall(new RetrySettings(1, Duration.ofMillis(1), Map.of()));
    assertThatThrownBy(
            () ->
                once.repeatedFor(
                    Duration.ofDays(1),
                    () -> {
                      // Ends the wait that is to follow.
                      Thread.currentThread().interrupt();
                      return made == 1 ? new ClusterAnswer.Done<>("it") : refuse(AWAY);
                    }))
        .isInstanceOf(InterruptedException.class);
    assertThat(made).isEqualTo(1);
  }

  private Duration pause(Duration asked) {
    return calls.pause(new ClusterError.Unavailable("busy", Optional.of(asked)), 1);
  }

  private ClusterAnswer<String> refuse(ClusterError error) {
    made++;
    return new ClusterAnswer.Refused<>(error);
  }
}
