package dev.slipway.app.flow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.ports.cluster.PodEvents.PodEvent;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class UnreadPullSecretTest {
  private static final PodEvent FAILED =
      new PodEvent("Warning", "Failed", "Failed to pull image \"a:1\" (a)", 1);

  @Test
  @DisplayName("kubelet's event names the Secrets that it had not read")
  void named() {
    PodEvent unread =
        new PodEvent(
            "Warning",
            "FailedToRetrieveImagePullSecret",
            "Unable to retrieve some image pull secrets (one, two); attempting to pull the image may not succeed.",
            2);
    assertThat(UnreadPullSecret.names(List.of(FAILED, unread))).contains("one, two");
  }

  @Test
  @DisplayName("a pull that failed for another reason names none")
  void none() {
    assertThat(UnreadPullSecret.names(List.of(FAILED))).isEmpty();
  }
}
