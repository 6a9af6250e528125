package dev.slipway.ports.cluster;

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
}
