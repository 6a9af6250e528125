package dev.slipway.domain.job;

import dev.slipway.domain.channel.ChannelPaths;
import dev.slipway.domain.pod.PodPlan;
import dev.slipway.domain.pull.PullLadder;
import dev.slipway.domain.script.ScriptContext;
import dev.slipway.domain.script.ScriptTimeouts;
import dev.slipway.domain.settings.SecretText;
import java.util.List;
import java.util.Optional;

/**
 * A job whose pod is planned. Inert: it can be printed, stored and planned again.
 *
 * @param pulls by which policies the images are pulled
 * @param bearerToken the job's own for the cluster
 * @param objects what is made beside the pod
 * @param scripts what every script is generated from
 * @param healthCheckPorts of services, to be open before the first script
 * @param shownServices whose output the log shows: all where the job sets {@code CI_DEBUG_SERVICES}
 * @param lines what the plan has to say in the log, plain
 * @param warnings what the plan has to warn of
 */
public record PlannedJob(
    ClaimedJob claimed,
    PodPlan pod,
    PullLadder pulls,
    Optional<SecretText> bearerToken,
    JobObjects objects,
    ChannelPaths paths,
    ScriptContext scripts,
    ScriptTimeouts timeouts,
    List<Integer> healthCheckPorts,
    List<ServiceOutput> shownServices,
    boolean defaultImage,
    List<String> lines,
    List<String> warnings) {
  public PlannedJob {
    healthCheckPorts = List.copyOf(healthCheckPorts);
    shownServices = List.copyOf(shownServices);
    lines = List.copyOf(lines);
    warnings = List.copyOf(warnings);
  }

  /** How the scripts get into the pod. */
  public ExecutionWay way() {
    return ExecutionWay.of(scripts.flags());
  }

  @Override
  public String toString() {
    return "PlannedJob[" + claimed.payload().id() + ", " + pod.name() + "]";
  }
}
