package dev.slipway.adapter.fabric8;

import static dev.slipway.adapter.fabric8.Fabric8Calls.encoded;

import dev.slipway.ports.cluster.ClusterAnswer;
import dev.slipway.ports.cluster.ContainerLog;
import dev.slipway.ports.cluster.ContainerName;
import java.io.InputStream;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** A container's output over fabric8. */
final class Fabric8ContainerLog implements ContainerLog {
  private final Fabric8Calls calls;

  Fabric8ContainerLog(Fabric8Calls calls) {
    this.calls = calls;
  }

  @Override
  public ClusterAnswer<byte[]> read(ContainerName container, int bytesMax) {
    return calls.bytes(
        "/api/v1/namespaces/%s/pods/%s/log?container=%s&limitBytes=%d"
            .formatted(
                encoded(container.pod().namespace()),
                encoded(container.pod().name()),
                encoded(container.container()),
                bytesMax));
  }

  @Override
  public ClusterAnswer<InputStream> follow(ContainerName container, Instant since) {
    String from = since.equals(Instant.EPOCH) ? "" : "&sinceTime=" + encoded(second(since));
    return calls.stream(
        "/api/v1/namespaces/%s/pods/%s/log?container=%s&follow=true&timestamps=true%s"
            .formatted(
                encoded(container.pod().namespace()),
                encoded(container.pod().name()),
                encoded(container.container()),
                from));
  }

  private static String second(Instant time) {
    return time.truncatedTo(ChronoUnit.SECONDS).toString();
  }
}
