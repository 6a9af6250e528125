package dev.slipway.ports.cluster.contract;

import static dev.slipway.ports.cluster.contract.Answers.done;
import static dev.slipway.ports.cluster.contract.Answers.refused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.domain.pod.PodName;
import dev.slipway.ports.cluster.ClusterError;
import dev.slipway.ports.cluster.PodEvents;
import dev.slipway.ports.cluster.PodEvents.PodEvent;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a {@link PodEvents} does. */
@Timeout(180)
public abstract class PodEventsContract {
  protected abstract StreamFixture cluster();

  @Test
  @DisplayName("the events of a pod's start, oldest first")
  void start() throws Exception {
    try (LivePod pod = LivePod.start(cluster(), "events")) {
      List<PodEvent> events = done(cluster().ports().events().of(pod.name()));
      // The scheduler's own event may be written a little later than the pod is ready.
      assertThat(events).extracting(PodEvent::reason).contains("Created", "Started");
      assertThat(events).extracting(PodEvent::reason).containsSubsequence("Created", "Started");
      assertThat(events)
          .allSatisfy(
              event -> {
                assertThat(event.type()).isEqualTo("Normal");
                assertThat(event.message()).isNotBlank();
                assertThat(event.count()).isPositive();
              });
    }
  }

  @Test
  @DisplayName("a pod that never was has none")
  void none() {
    assertThat(done(cluster().ports().events().of(new PodName(cluster().namespace(), "absent"))))
        .isEmpty();
  }

  @Test
  @DisplayName("who may do nothing is Forbidden")
  void forbidden() {
    refused(
        cluster().powerlessPorts().events().of(new PodName(cluster().namespace(), "absent")),
        ClusterError.Forbidden.class);
  }
}
