package dev.slipway.domain.pod;

import java.util.List;

/**
 * What runs in a container.
 *
 * @param command empty leaves the image's entrypoint
 * @param args empty leaves the image's command
 * @param stdin standard input stays open for attaches, more than once
 */
public record ProcessPlan(
    List<String> command, List<String> args, List<EnvPlan> env, boolean stdin) {
  public ProcessPlan {
    command = List.copyOf(command);
    args = List.copyOf(args);
    env = List.copyOf(env);
  }
}
