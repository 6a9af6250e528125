package dev.slipway.domain.watch;

import dev.slipway.domain.failure.Failure;
import dev.slipway.domain.failure.Failure.ContainerDied;
import dev.slipway.domain.failure.Failure.ImagePull;
import dev.slipway.domain.failure.Failure.PodLost;
import dev.slipway.domain.pod.ContainerPlan;
import dev.slipway.domain.pod.PodPlan;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a pod's state does not say of its own failure: when an image is pulled and what memory a
 * container may use, which the plan knows, and the node.
 */
public final class FailureDetails {
  private static final String POST_START_HINT =
      "It has a post_start hook, and a hook that fails ends its container: look at container_lifecycle.post_start and at the pod's events.";

  private FailureDetails() {}

  /** The same failure, told in full. */
  public static Failure of(Failure failure, PodPlan plan, PodSnapshot pod) {
    return switch (failure) {
      case ImagePull pull ->
          container(plan, pull.container())
              .flatMap(container -> container.image().pullPolicy())
              .<Failure>map(
                  policy ->
                      new ImagePull(
                          pull.container(),
                          pull.image(),
                          policy.word(),
                          pull.says(),
                          pull.reason()))
              .orElse(pull);
      case ContainerDied died ->
          new ContainerDied(
              died.container(),
              died.exitCode(),
              died.why(),
              pod.node(),
              died.why().startsWith("OOMKilled")
                  ? ContainerDied.memoryHint(limit(plan, died.container()))
                  : died.hint());
      case PodLost lost -> new PodLost(lost.pod(), lost.how() + node(pod));
      case Failure other -> other;
    };
  }

  /**
   * The same failure of a pod that was not ready yet, told in full. What ends a container then may
   * be its hook, of which kubelet tells only in an event that may come later.
   */
  public static Failure whileStarting(Failure failure, PodPlan plan, PodSnapshot pod) {
    Failure full = of(failure, plan, pod);
    return full instanceof ContainerDied died
            && died.hint().isEmpty()
            && container(plan, died.container())
                .flatMap(container -> container.lifecycle().postStart())
                .isPresent()
        ? new ContainerDied(
            died.container(), died.exitCode(), died.why(), died.node(), POST_START_HINT)
        : full;
  }

  private static String limit(PodPlan plan, String name) {
    return container(plan, name)
        .map(container -> container.resources().limits().getOrDefault("memory", ""))
        .orElse("");
  }

  private static Optional<ContainerPlan> container(PodPlan plan, String name) {
    return Stream.concat(plan.initContainers().stream(), plan.containers().stream())
        .filter(container -> container.name().equals(name))
        .findFirst();
  }

  private static String node(PodSnapshot pod) {
    return pod.node().map(name -> " (node " + name + ")").orElse("");
  }
}
