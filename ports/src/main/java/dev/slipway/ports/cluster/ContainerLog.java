package dev.slipway.ports.cluster;

import java.io.InputStream;
import java.time.Instant;

/** What a container has printed by itself, as {@code kubectl logs} shows it. */
public interface ContainerLog {
  /**
   * The container's output from its first byte, standard output and error in the order they came;
   * empty as long as it has printed nothing. {@code Invalid} while the container has not started.
   *
   * @param bytesMax no more than these are answered
   */
  @KubeApi(
      resource = "pods/log",
      verbs = {"get"})
  ClusterAnswer<byte[]> read(ContainerName container, int bytesMax);

  /**
   * The container's output as it comes, each line behind its time (RFC 3339) and a blank. The
   * stream ends when the container has ended, and breaks with an {@code IOException} where the
   * connection does; closing it, from any thread, ends a read that waits. {@code Invalid} while the
   * container has not started.
   *
   * @param since lines from this second on; {@link Instant#EPOCH} for all
   */
  @KubeApi(
      resource = "pods/log",
      verbs = {"get"})
  ClusterAnswer<InputStream> follow(ContainerName container, Instant since);
}
