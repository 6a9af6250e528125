package dev.slipway.ports.cluster.contract;

import static dev.slipway.ports.cluster.contract.Answers.done;
import static dev.slipway.ports.cluster.contract.Answers.refused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.domain.pod.PodName;
import dev.slipway.ports.cluster.ClusterError;
import dev.slipway.ports.cluster.PodEvents;
import dev.slipway.ports.cluster.PodEvents.PodEvent;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a {@link PodEvents} does. */
@Timeout(180)
public abstract class PodEventsContract {
  private static final int LOOKS_MAX = 3_000;

  protected abstract StreamFixture cluster();

  @Test
  @DisplayName("the events of a pod's start, oldest first")
  void start() throws Exception {
    try (LivePod pod = LivePod.start(cluster(), "events")) {
      List<PodEvent> events = eventsOf(pod.name());
      // Events are written a little later than what they tell of, and nobody tells when.
      for (int looks = 1; looks < LOOKS_MAX && !tellsOf("Started", events); looks++) {
        LockSupport.parkNanos(20_000_000);
        events = eventsOf(pod.name());
      }
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

  private List<PodEvent> eventsOf(PodName pod) {
    return done(cluster().ports().events().of(pod));
  }

  private static boolean tellsOf(String reason, List<PodEvent> events) {
    return events.stream().anyMatch(event -> event.reason().equals(reason));
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
