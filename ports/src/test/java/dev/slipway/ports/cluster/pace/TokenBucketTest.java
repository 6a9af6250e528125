package dev.slipway.ports.cluster.pace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenBucketTest {
  private static final int BURST = 30;
  private static final int PER_SECOND = 20;
  private static final long SECOND = 1_000_000_000L;

  @ParameterizedTest
  @ValueSource(longs = {0, -1, Long.MAX_VALUE, Long.MIN_VALUE, 123_456_789})
  @DisplayName("a full bucket gives its burst at once, then one token each 50 ms")
  void burst(long now) {
    TokenBucket bucket = new TokenBucket(PER_SECOND, BURST, now);
    for (int i = 0; i < BURST; i++) {
      assertThat(bucket.take(now)).isZero();
    }
    assertThat(bucket.take(now)).isEqualTo(Duration.ofMillis(50));
    assertThat(bucket.take(now)).isEqualTo(Duration.ofMillis(100));
    assertThat(bucket.take(now + SECOND / 20)).isEqualTo(Duration.ofMillis(100));
  }

  @Test
  @DisplayName("tokens come back with time, and never more than the burst")
  void refill() {
    TokenBucket bucket = new TokenBucket(PER_SECOND, BURST, 0);
    for (int i = 0; i < BURST; i++) {
      bucket.take(0);
    }
    assertThat(bucket.take(SECOND / 2)).isZero();
    for (int i = 1; i < 10; i++) {
      assertThat(bucket.take(SECOND / 2)).isZero();
    }
    assertThat(bucket.take(SECOND / 2)).isEqualTo(Duration.ofMillis(50));
    long later = 3600 * SECOND;
    for (int i = 0; i < BURST; i++) {
      assertThat(bucket.take(later)).isZero();
    }
    assertThat(bucket.take(later)).isPositive();
  }

  @Test
  @DisplayName("a bucket without tokens is none")
  void nothing() {
    assertThatThrownBy(() -> new TokenBucket(0, 1, 0)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new TokenBucket(1, 0, 0)).isInstanceOf(IllegalArgumentException.class);
  }
}
