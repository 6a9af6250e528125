package dev.slipway.acceptance.cluster;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * The cluster that tests run on. The environment variable {@code CLUSTER} says which: {@code k3s}
 * starts one in a container (see {@link K3s}), {@code kubeconfig} takes the one that {@code
 * KUBECONFIG} names, {@code local} starts the one in {@code acceptance-tests/cluster}, {@code auto}
 * (the default) takes the first of these that is at hand. Where there is none the tests fail: they
 * are never skipped.
 */
public final class TestCluster {
  /** An image of the local cluster with busybox; {@code TEST_IMAGE} names another one. */
  private static final String LOCAL_IMAGE = "localhost/busybox:1";

  private static final class Holder {
    private static final TestCluster FOUND = find(System.getenv());
  }

  private final ClusterChoice choice;
  private final Path kubeconfig;
  private final KubernetesClient admin;
  private final Runnable end;

  private TestCluster(ClusterChoice choice, Path kubeconfig, Runnable end) {
    this.choice = choice;
    this.end = end;
    this.kubeconfig = kubeconfig;
    Config config =
        new ConfigBuilder(Config.fromKubeconfig(kubeconfig.toFile()))
            .withUserAgent("slipway-tests")
            .build();
    this.admin = new KubernetesClientBuilder().withConfig(config).build();
  }

  /** The cluster; the same one for the whole process. */
  public static TestCluster get() {
    return Holder.FOUND;
  }

  ClusterChoice choice() {
    return choice;
  }

  /** Ends what was started for this process alone. */
  void end() {
    end.run();
  }

  /** The kubeconfig of somebody who may do everything. */
  public Path kubeconfig() {
    return kubeconfig;
  }

  /** A client of somebody who may do everything. */
  public KubernetesClient admin() {
    return admin;
  }

  /** An image that the nodes have, with a POSIX shell and the usual small tools. */
  public String image() {
    return Optional.ofNullable(System.getenv("TEST_IMAGE")).orElse(LOCAL_IMAGE);
  }

  /**
   * A new namespace.
   *
   * @param word what its name begins with
   */
  public TestNamespace namespace(String word) {
    return TestNamespace.create(this, word);
  }

  private static TestCluster find(Map<String, String> environment) {
    ClusterChoice choice = ClusterChoice.of(environment, () -> K3s.atHand(environment));
    return switch (choice) {
      case K3S -> ofContainer(K3s.start(environment));
      case KUBECONFIG ->
          new TestCluster(choice, ClusterChoice.kubeconfig(environment).orElseThrow(), () -> {});
      case LOCAL -> new TestCluster(choice, startLocal(), () -> {});
    };
  }

  private static TestCluster ofContainer(K3s k3s) {
    Runtime.getRuntime().addShutdownHook(new Thread(k3s::close, "k3s"));
    return new TestCluster(ClusterChoice.K3S, k3s.kubeconfig(), k3s::close);
  }

  /** The script starts the cluster or finds it running, and prints its kubeconfig. */
  private static Path startLocal() {
    try {
      return Path.of(LocalCluster.run("up").getLast());
    } catch (IllegalStateException e) {
      throw new IllegalStateException(
          "There is no Kubernetes cluster to test on: no engine with k3s, KUBECONFIG is not set, and "
              + e.getMessage()
              + ". Set KUBECONFIG to a cluster where you may create namespaces, or mend what is said there.",
          e);
    }
  }
}
