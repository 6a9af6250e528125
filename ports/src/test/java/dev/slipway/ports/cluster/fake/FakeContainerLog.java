package dev.slipway.ports.cluster.fake;

import dev.slipway.ports.cluster.ClusterAnswer;
import dev.slipway.ports.cluster.ContainerLog;
import dev.slipway.ports.cluster.ContainerName;
import java.io.InputStream;
import java.time.Instant;

/** What the containers of a {@link FakeNode} have printed. */
final class FakeContainerLog implements ContainerLog {
  private final FakeCluster cluster;
  private final FakeNode node;
  private final boolean powerless;

  FakeContainerLog(FakeCluster cluster, FakeNode node, boolean powerless) {
    this.cluster = cluster;
    this.node = node;
    this.powerless = powerless;
  }

  @Override
  public ClusterAnswer<byte[]> read(ContainerName container, int bytesMax) {
    return cluster.call(
        powerless, () -> node.find(container).map(found -> found.printed().read(bytesMax)));
  }

  @Override
  public ClusterAnswer<InputStream> follow(ContainerName container, Instant since) {
    return cluster.call(
        powerless, () -> node.find(container).map(found -> found.printed().follow(since)));
  }
}
