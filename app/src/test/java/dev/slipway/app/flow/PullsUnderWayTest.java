package dev.slipway.app.flow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.ports.cluster.PodEvents.PodEvent;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class PullsUnderWayTest {
  private static final PodEvent PULLING_A = event("Pulling", "Pulling image \"a:1\"");
  private static final PodEvent PULLING_B = event("Pulling", "Pulling image \"b:1\"");

  @Test
  @DisplayName("what was begun and has not ended is under way, each image once")
  void underWay() {
    assertThat(PullsUnderWay.of(List.of(PULLING_A, PULLING_B, PULLING_A)))
        .isEqualTo("the node still pulls image \"a:1\" and image \"b:1\"");
    assertThat(
            PullsUnderWay.of(
                List.of(
                    event("Scheduled", "Successfully assigned ci/pod to node"),
                    PULLING_A,
                    event(
                        "Pulled", "Successfully pulled image \"a:1\" in 2s (2s including waiting)"),
                    PULLING_B)))
        .isEqualTo("the node still pulls image \"b:1\"");
  }

  @Test
  @DisplayName("a pull that failed is under way again only with its next try")
  void failed() {
    PodEvent failed = event("Failed", "Failed to pull image \"a:1\": i/o timeout");
    PodEvent backOff = event("BackOff", "Back-off pulling image \"a:1\"");
    assertThat(PullsUnderWay.of(List.of(PULLING_A, failed))).isEmpty();
    assertThat(PullsUnderWay.of(List.of(PULLING_A, backOff))).isEmpty();
    assertThat(PullsUnderWay.of(List.of(PULLING_A, failed, PULLING_A)))
        .isEqualTo("the node still pulls image \"a:1\"");
  }

  @Test
  @DisplayName("an image that is there already is not pulled")
  void none() {
    assertThat(
            PullsUnderWay.of(
                List.of(
                    event("Pulled", "Container image \"a:1\" already present on machine"),
                    event("Created", "Created container build"))))
        .isEmpty();
  }

  private static PodEvent event(String reason, String message) {
    return new PodEvent("Normal", reason, message, 1);
  }
}
