package dev.slipway.app.wiring;

import dev.slipway.adapter.fabric8.Fabric8PodRenderer;
import dev.slipway.adapter.gitlab.wire.JobCodec;
import dev.slipway.adapter.official.OfficialPodRenderer;
import dev.slipway.app.cli.PlanAnswer;
import dev.slipway.app.cli.PlanHook;
import dev.slipway.app.cli.PlanOptions;
import dev.slipway.app.config.SystemId;
import dev.slipway.domain.assembly.JobPlanner;
import dev.slipway.domain.assembly.JobSecrets;
import dev.slipway.domain.failure.Failure;
import dev.slipway.domain.failure.FailureException;
import dev.slipway.domain.job.ClaimedJob;
import dev.slipway.domain.job.JobPayload;
import dev.slipway.domain.job.ManagerIdentity;
import dev.slipway.domain.job.PlannedJob;
import dev.slipway.domain.pod.SecretPlan;
import dev.slipway.domain.pull.PullLadder;
import dev.slipway.domain.settings.ClusterClient;
import dev.slipway.domain.settings.RunnerSettings;
import dev.slipway.domain.tree.Tree;
import dev.slipway.domain.tree.TreeJson;
import dev.slipway.ports.cluster.PodRenderer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The command {@code plan}. */
public final class PlanPrinter implements PlanHook {
  /** Stands where a name gets eight random letters. */
  private static final String NAME_SUFFIX = "xxxxxxxx";

  /** What only {@code run} knows; values of Secrets are masked anyway. */
  private static final String KNOWN_AT_RUN = "";

  @Override
  public PlanAnswer plan(RunnerSettings runner, PlanOptions options) throws FailureException {
    ClaimedJob job = claimed(runner, options);
    JobPlanner.Basis basis = JobPlanner.basis(job);
    PlannedJob planned = JobPlanner.plan(basis.job(), basis, NAME_SUFFIX, PullLadder.FRESH);
    PodRenderer renderer = renderer(runner.kubernetes().client());
    Map<String, String> process =
        JobSecrets.PROCESS_KEYS.stream().collect(Collectors.toMap(key -> key, _ -> KNOWN_AT_RUN));
    List<Tree> objects = new ArrayList<>();
    if (planned.objects().namespace().isPresent()) {
      objects.add(tree(renderer.json(planned.objects().namespace().get())));
    }
    objects.add(tree(renderer.json(JobSecrets.record(planned, process))));
    for (SecretPlan secret : planned.objects().secrets()) {
      objects.add(tree(renderer.json(secret)));
    }
    objects.add(tree(renderer.json(planned.pod())));
    if (planned.objects().budget().isPresent()) {
      objects.add(tree(renderer.json(planned.objects().budget().get())));
    }
    return new PlanAnswer(objects, planned.warnings());
  }

  private static ClaimedJob claimed(RunnerSettings runner, PlanOptions options)
      throws FailureException {
    JobPayload payload =
        new JobCodec()
            .job(options.job())
            .orElseThrow(
                () ->
                    new FailureException(
                        new Failure.ConfigRejected(
                            "the job file is no job: it must hold the JSON body of GitLab's answer to jobs/request, with id and token")));
    ManagerIdentity manager =
        new ManagerIdentity(ThisProcess.facts(), SystemId.peek(options.configFile()).value());
    return new ClaimedJob(
        payload,
        options.job(),
        "",
        Optional.empty(),
        Optional.empty(),
        runner,
        manager,
        0,
        0,
        Instant.EPOCH);
  }

  private static PodRenderer renderer(ClusterClient client) {
    return switch (client) {
      case FABRIC8 -> new Fabric8PodRenderer();
      case OFFICIAL -> new OfficialPodRenderer();
    };
  }

  private static Tree tree(String json) {
    return TreeJson.read(json)
        .orElseThrow(() -> new IllegalStateException("a renderer gave no JSON"));
  }
}
