package dev.slipway.domain.pod;

import java.util.List;
import java.util.Optional;

/**
 * One container of the pod.
 *
 * @param command empty leaves the image's entrypoint
 * @param args empty leaves the image's command
 * @param pullPolicy empty leaves the cluster's default
 * @param stdin standard input stays open for attaches, more than once
 */
public record ContainerPlan(
    String name,
    String image,
    Optional<PullPolicy> pullPolicy,
    List<String> command,
    List<String> args,
    List<EnvPlan> env,
    List<MountPlan> mounts,
    ResourcesPlan resources,
    SecurityPlan security,
    boolean stdin) {
  public ContainerPlan {
    command = List.copyOf(command);
    args = List.copyOf(args);
    env = List.copyOf(env);
    mounts = List.copyOf(mounts);
  }
}
