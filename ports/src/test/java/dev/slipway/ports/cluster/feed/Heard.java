package dev.slipway.ports.cluster.feed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.domain.pod.PodName;
import dev.slipway.domain.watch.PodSnapshot;
import dev.slipway.ports.cluster.ClusterError;
import dev.slipway.ports.cluster.PodFeed.Listener;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A listener that writes down what it is told. */
final class Heard implements Listener {
  private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();

  @Override
  public void seen(PodSnapshot pod) {
    lines.add("seen " + pod.name().name() + " " + pod.uid() + " " + pod.resourceVersion());
  }

  @Override
  public void gone(PodName name, String uid) {
    lines.add("gone " + name.name() + " " + uid);
  }

  @Override
  public void troubled(ClusterError error) {
    lines.add("troubled " + error.message());
  }

  void expect(String... expected) throws InterruptedException {
    for (String line : expected) {
      assertThat(lines.poll(20, TimeUnit.SECONDS)).isEqualTo(line);
    }
  }

  void expectNothingMore() {
    assertThat(lines).isEmpty();
  }
}
