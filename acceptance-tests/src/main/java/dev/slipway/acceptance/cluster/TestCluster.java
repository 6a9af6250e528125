package dev.slipway.acceptance.cluster;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/**
 * The cluster that tests run on. The environment variable {@code CLUSTER} says which: {@code
 * kubeconfig} takes the one that {@code KUBECONFIG} names, {@code local} starts the one in {@code
 * acceptance-tests/cluster}, {@code auto} (the default) tries both in this order. Where there is
 * none the tests fail: they are never skipped.
 */
public final class TestCluster {
  /** An image of the local cluster with busybox; {@code TEST_IMAGE} names another one. */
  private static final String LOCAL_IMAGE = "localhost/busybox:1";

  private static final class Holder {
    private static final TestCluster FOUND = new TestCluster(findKubeconfig());
  }

  private final Path kubeconfig;
  private final KubernetesClient admin;

  private TestCluster(Path kubeconfig) {
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

  private static Path findKubeconfig() {
    String wanted = Optional.ofNullable(System.getenv("CLUSTER")).orElse("auto");
    return switch (wanted.toLowerCase(Locale.ROOT)) {
      case "kubeconfig" ->
          fromEnvironment()
              .orElseThrow(
                  () ->
                      new IllegalStateException(
                          "CLUSTER=kubeconfig, but KUBECONFIG names no file that can be read"));
      case "local" -> startLocal();
      case "auto" -> fromEnvironment().orElseGet(TestCluster::startLocal);
      default ->
          throw new IllegalStateException(
              "CLUSTER=" + wanted + " is not known: use auto, kubeconfig or local");
    };
  }

  private static Optional<Path> fromEnvironment() {
    return Optional.ofNullable(System.getenv("KUBECONFIG"))
        .map(named -> named.split(File.pathSeparator, -1)[0])
        .filter(named -> !named.isEmpty())
        .map(Path::of)
        .filter(Files::isReadable);
  }

  /** The script starts the cluster or finds it running, and prints its kubeconfig. */
  private static Path startLocal() {
    try {
      return Path.of(LocalCluster.run("up").getLast());
    } catch (IllegalStateException e) {
      throw new IllegalStateException(
          "There is no Kubernetes cluster to test on: KUBECONFIG is not set, and "
              + e.getMessage()
              + ". Set KUBECONFIG to a cluster where you may create namespaces, or mend what is said there.",
          e);
    }
  }
}
