package dev.slipway.domain.pull;

import dev.slipway.domain.failure.Failure;
import dev.slipway.domain.pod.PullPolicy;
import dev.slipway.domain.stage.ContainerRole;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The pull policies of a job's containers, each with a mark of how many have failed. Only the
 * container whose image failed goes a step further.
 *
 * @param policies by container, in the order of trying; an empty list is the cluster's default
 * @param failed by container, how many of its policies have failed
 */
public record PullLadder(Map<String, List<PullPolicy>> policies, Map<String, Integer> failed) {
  /** Before anything was tried. */
  public static final PullLadder FRESH = new PullLadder(Map.of(), Map.of());

  /** The containers that run another one's image, and share its place on the ladder. */
  private static final Map<String, String> SAME_IMAGE =
      Map.of(
          "init-permissions", ContainerRole.HELPER.container(),
          "init-build-uid-gid-collector", ContainerRole.BUILD.container());

  public PullLadder {
    policies = Map.copyOf(policies);
    failed = Map.copyOf(failed);
  }

  /** The same failures with other policies. */
  public PullLadder with(Map<String, List<PullPolicy>> others) {
    return new PullLadder(others, failed);
  }

  /** The policy to try now; empty for the cluster's default. */
  public Optional<PullPolicy> current(String container) {
    String key = key(container);
    return policies.getOrDefault(key, List.of()).stream().skip(failures(key)).findFirst();
  }

  /** What to do now that an image could not be pulled. */
  public PullStep after(Failure.ImagePull failure) {
    String key = key(failure.container());
    String policy = current(key).map(PullPolicy::word).orElse("");
    Map<String, Integer> counted = new LinkedHashMap<>(failed);
    counted.merge(key, 1, Integer::sum);
    PullLadder next = new PullLadder(policies, counted);
    Optional<PullPolicy> nextPolicy = next.current(key);
    if (nextPolicy.isEmpty()) {
      return new PullStep.GiveUp(
          new Failure.ImagePull(
              failure.container(), failure.image(), policy, failure.says(), failure.reason()));
    }
    return new PullStep.Try(
        next,
        "Failed to pull image \"%s\" for container \"%s\" with policy \"%s\": image pull failed: %s"
            .formatted(failure.image(), failure.container(), policy, failure.says()),
        "Attempt #%d: Trying \"%s\" pull policy for \"%s\" image for container \"%s\""
            .formatted(
                next.failures(key) + 1,
                nextPolicy.get().word(),
                failure.image(),
                failure.container()));
  }

  private int failures(String key) {
    return failed.getOrDefault(key, 0);
  }

  private static String key(String container) {
    return SAME_IMAGE.getOrDefault(container, container);
  }
}
