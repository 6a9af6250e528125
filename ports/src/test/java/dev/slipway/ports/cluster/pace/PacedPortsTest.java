package dev.slipway.ports.cluster.pace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.domain.pod.PodName;
import dev.slipway.ports.cluster.PodStore;
import dev.slipway.ports.cluster.fake.FakeCluster;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class PacedPortsTest {
  @Test
  @DisplayName("each request takes a token")
  void tokens() {
    TokenBucket bucket = new TokenBucket(1, 3, System.nanoTime());
    PodStore pods = PacedPorts.paced(PodStore.class, new FakeCluster("ci").pods(), bucket);
    for (int i = 0; i < 3; i++) {
      var _ = pods.get(new PodName("ci", "absent"));
    }
    assertThat(bucket.take(System.nanoTime())).isGreaterThan(Duration.ZERO);
  }

  @Test
  @DisplayName("an interrupt ends the waiting for a turn, and is kept for the request")
  void interrupted() {
    TokenBucket bucket = new TokenBucket(1, 1, System.nanoTime());
    for (int i = 0; i < 4_000; i++) {
      var _ = bucket.take(System.nanoTime());
    }
    PodStore pods = PacedPorts.paced(PodStore.class, new FakeCluster("ci").pods(), bucket);
    Thread.currentThread().interrupt();
    var _ = pods.get(new PodName("ci", "absent"));
    assertThat(Thread.interrupted()).isTrue();
  }
}
