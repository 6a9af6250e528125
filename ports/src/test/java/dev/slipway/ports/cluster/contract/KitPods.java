package dev.slipway.ports.cluster.contract;

import dev.slipway.domain.pod.ContainerPlan;
import dev.slipway.domain.pod.LifetimePlan;
import dev.slipway.domain.pod.PodPlan;
import dev.slipway.domain.pod.SecretPlan;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** Plans for the kits. */
public final class KitPods {
  private static final AtomicInteger COUNT = new AtomicInteger();

  /** Evaluates its input line by line, in one shell; ends at once when it is told to. */
  public static final List<String> SHELL_LOOP =
      List.of("sh", "-c", "trap 'exit 0' TERM; while IFS= read -r line; do eval \"$line\"; done");

  private KitPods() {}

  /** A name that no other test of this process uses. */
  public static String unique(String word) {
    return word + "-" + COUNT.incrementAndGet();
  }

  /** A pod with one container that reads its input; only the grace period is set besides. */
  public static PodPlan shell(ClusterFixture cluster, String name, Map<String, String> labels) {
    return withContainers(cluster, name, labels, container("main", cluster.image(), SHELL_LOOP));
  }

  /** A pod with these containers. */
  public static PodPlan withContainers(
      ClusterFixture cluster,
      String name,
      Map<String, String> labels,
      ContainerPlan... containers) {
    return APod.named(cluster.namespace(), name)
        .labels(labels)
        .containers(containers)
        .lifetime(new LifetimePlan(Optional.of(2L), Optional.empty()))
        .build();
  }

  /** A container with nothing but a name, an image and a command; its input is open. */
  public static ContainerPlan container(String name, String image, List<String> command) {
    return AContainer.of(name, image).command(command.toArray(String[]::new)).stdin().build();
  }

  /** A Secret without an owner. */
  public static SecretPlan secret(
      ClusterFixture cluster, String name, Map<String, String> labels, Map<String, String> data) {
    return new SecretPlan(cluster.namespace(), name, labels, "Opaque", data, Optional.empty());
  }
}
