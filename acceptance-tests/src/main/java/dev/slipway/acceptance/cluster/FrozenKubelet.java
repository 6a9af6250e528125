package dev.slipway.acceptance.cluster;

/**
 * The local cluster's kubelet, stopped where it stands as on a machine that hangs: its containers
 * run on. Closing this lets it go on.
 */
public final class FrozenKubelet implements AutoCloseable {
  private static final String SCRIPT = "freeze";
  private static final String KUBELET = "kubelet";

  private FrozenKubelet() {}

  /**
   * @param secondsMax after so long it goes on by itself, also where this process has ended
   * @throws IllegalStateException on another cluster than the local one
   */
  public static FrozenKubelet freeze(TestCluster cluster, int secondsMax) {
    if (cluster.choice() != ClusterChoice.LOCAL) {
      throw new IllegalStateException(
          "only the local cluster's kubelet can be stopped, and this one is %s: set CLUSTER=local"
              .formatted(cluster.choice()));
    }
    LocalCluster.run(SCRIPT, KUBELET, Integer.toString(secondsMax));
    return new FrozenKubelet();
  }

  @Override
  public void close() {
    LocalCluster.run(SCRIPT, KUBELET, "0");
  }
}
