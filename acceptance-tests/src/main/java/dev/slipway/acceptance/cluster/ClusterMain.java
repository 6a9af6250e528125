package dev.slipway.acceptance.cluster;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Locale;

/**
 * Finds or starts the cluster that the environment asks for, for scripts. Prints which of the
 * choices it is and the path of its kubeconfig, and ends when its standard input does; a cluster in
 * a container ends with it.
 */
public final class ClusterMain {
  private ClusterMain() {}

  /** Command line entry. */
  public static void main(String[] arguments) throws IOException {
    TestCluster cluster = TestCluster.get();
    System.out.println(
        cluster.choice().name().toLowerCase(Locale.ROOT) + " " + cluster.kubeconfig());
    System.in.transferTo(OutputStream.nullOutputStream());
    // Not left to the end of the JVM, when Testcontainers may kill what it still sees.
    cluster.end();
    System.exit(0);
  }
}
