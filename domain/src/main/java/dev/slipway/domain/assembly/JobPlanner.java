package dev.slipway.domain.assembly;

import dev.slipway.domain.channel.ChannelPaths;
import dev.slipway.domain.failure.Failure;
import dev.slipway.domain.failure.FailureException;
import dev.slipway.domain.flag.FeatureFlag;
import dev.slipway.domain.flag.FeatureFlags;
import dev.slipway.domain.job.ClaimedJob;
import dev.slipway.domain.job.ExecutionWay;
import dev.slipway.domain.job.JobPayload;
import dev.slipway.domain.job.PlannedJob;
import dev.slipway.domain.overwrite.Overwrites;
import dev.slipway.domain.patch.PodSpecPatch;
import dev.slipway.domain.pod.MountPlan;
import dev.slipway.domain.pod.NamespacePlan;
import dev.slipway.domain.pod.PodName;
import dev.slipway.domain.pod.PodPlan;
import dev.slipway.domain.pod.PullPolicy;
import dev.slipway.domain.pull.PullLadder;
import dev.slipway.domain.script.JobSettings;
import dev.slipway.domain.script.RunnerScripts;
import dev.slipway.domain.script.ScriptContext;
import dev.slipway.domain.script.ScriptTimeouts;
import dev.slipway.domain.settings.IdentitySettings;
import dev.slipway.domain.settings.KubernetesSettings;
import dev.slipway.domain.settings.RunnerSettings;
import dev.slipway.domain.settings.Shell;
import dev.slipway.domain.sources.BuildDirectories;
import dev.slipway.domain.sources.DirectoryChoice;
import dev.slipway.domain.stage.ContainerRole;
import dev.slipway.domain.variable.JobVariables;
import dev.slipway.domain.variable.Variable;
import dev.slipway.domain.variable.VariableSources;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Plans a job: variables, directories, settings, and its pod. Pure: same job, same plan. */
public final class JobPlanner {
  private JobPlanner() {}

  /**
   * What must be known of a job before its log can begin.
   *
   * @param job with its inputs in its texts
   * @param sources what the variables are made from
   */
  public record Basis(
      ClaimedJob job,
      FeatureFlags flags,
      BuildDirectories directories,
      JobVariables variables,
      VariableSources sources) {

    /** The same with what the job's secrets resolved to among its variables. */
    public Basis withSecrets(List<Variable> secrets) {
      VariableSources all = sources.withSecrets(secrets);
      JobVariables known =
          all.inDirectories(directories.root(), directories.project(), directories.temp());
      return new Basis(job, flags, directories, known, all);
    }
  }

  /** The job's flags, directories and variables. */
  public static Basis basis(ClaimedJob claimed) throws FailureException {
    RunnerSettings runner = claimed.runner();
    List<String> environment =
        runner.job().environment().stream().map(v -> v.key() + "=" + v.value()).toList();
    FeatureFlags flags =
        FeatureFlags.resolve(
            runner.job().featureFlags(),
            VariableSources.beforeFlags(claimed.payload(), environment)::get);
    ClaimedJob job =
        flags.enabled(FeatureFlag.ENABLE_JOB_INPUTS_INTERPOLATION)
            ? claimed.withPayload(claimed.payload().withInputsInTexts())
            : claimed;
    JobPayload payload = job.payload();
    VariableSources sources =
        new VariableSources(
            payload,
            flags,
            runner.shortToken().value(),
            environment,
            job.concurrentId(),
            job.concurrentProjectId(),
            job.timeout().toSeconds(),
            job.manager().facts(),
            job.serverCaChain(),
            job.clientCertificate(),
            List.of());
    BuildDirectories directories = directories(job, sources);
    return new Basis(
        job,
        flags,
        directories,
        sources.inDirectories(directories.root(), directories.project(), directories.temp()),
        sources);
  }

  private static BuildDirectories directories(ClaimedJob job, VariableSources sources)
      throws FailureException {
    var settings = job.runner().job();
    JobVariables variables = sources.inBuildsDirectory(settings.buildsDir());
    boolean shared =
        VolumesPart.outlivesThePod(
            job.runner().kubernetes().volumes(), settings.buildsDir(), variables);
    var rules =
        new BuildDirectories.Rules(
            settings.buildsDir(), settings.cacheDir(), shared, settings.customBuildDirEnabled());
    return switch (BuildDirectories.choose(
        rules, job.payload(), variables, job.runner().shortToken().value())) {
      case DirectoryChoice.Chosen(BuildDirectories chosen) -> chosen;
      case DirectoryChoice.Refused(Failure.ConfigRejected failure) ->
          throw new FailureException(failure);
    };
  }

  /**
   * The plan.
   *
   * @param nameSuffix eight random letters for the names of the job's objects
   * @param tried which pull policies have failed already
   */
  public static PlannedJob plan(ClaimedJob job, Basis basis, String nameSuffix, PullLadder tried)
      throws FailureException {
    refuseWhatIsNotDone(job.payload());
    Overwrites.Chosen chosen = Overwrites.of(job.runner().kubernetes(), basis.variables());
    // From here on the runner is as this job has it; the job's record stays with the runner's own.
    ClaimedJob own = job.withRunner(job.runner().withKubernetes(chosen.settings()));
    ImagesPart images = ImagesPart.of(own, basis.variables());
    ServicesPart services = ServicesPart.of(own, basis.variables(), images.gate());
    PullLadder pulls = tried.with(policies(images, services));
    String base =
        PodNames.base(
            own.runner().shortToken().value(),
            own.payload().info().projectId(),
            own.concurrentProjectId());
    PodName name = new PodName(namespace(own), PodNames.unique(base, nameSuffix));
    ChannelPaths paths = paths(own);
    VariableSecrets secrets =
        VariableSecrets.of(name.name(), environments(services, basis.variables()));
    BesideThePod beside = BesideThePod.of(own, name, basis.variables(), secrets);
    ExecutionWay way = ExecutionWay.of(basis.flags());
    VolumesPart volumes =
        VolumesPart.of(
            chosen.settings().volumes(),
            basis.directories().root(),
            needsFolders(way, basis.flags(), own.runner().job().shell())
                ? channelMounts(paths)
                : List.of(),
            basis.variables());
    PodPlan pod =
        new PodAssembler(own, basis, name, base, paths)
            .assemble(images, services, pulls, volumes, secrets, beside);
    ScriptTimeouts timeouts = ScriptTimeouts.read(basis.variables(), job.timeout());
    ScriptContext scripts = scripts(job, basis);
    List<String> warnings = new ArrayList<>(basis.flags().warnings());
    warnings.addAll(ExecutionWay.warnings(basis.flags()));
    warnings.addAll(scripts.settings().warnings());
    warnings.addAll(timeouts.warnings());
    warnings.addAll(secrets.warnings());
    warnings.addAll(beside.warnings());
    warnings.addAll(patchWarnings(chosen.settings(), pod));
    warnings.addAll(ServiceClashes.warnings(services.services()));
    users(images, services).forEach(user -> warnings.addAll(user.warnings()));
    List<String> lines = new ArrayList<>(chosen.lines());
    lines.addAll(services.lines());
    lines.addAll(lines(pod, images, services, way));
    return new PlannedJob(
        job,
        pod,
        pulls,
        chosen.bearerToken(),
        beside.objects(),
        paths,
        scripts,
        timeouts,
        services.healthCheckPorts(),
        scripts.settings().debugServices() ? services.outputs() : List.of(),
        images.isDefault(),
        lines,
        warnings);
  }

  private static String namespace(ClaimedJob own) {
    IdentitySettings identity = own.runner().kubernetes().identity();
    return identity.namespacePerJob()
        ? NamespacePlan.nameFor(own.payload().id())
        : identity.namespace();
  }

  private static List<String> patchWarnings(KubernetesSettings settings, PodPlan pod) {
    List<PodSpecPatch> patches = settings.care().patches();
    if (patches.isEmpty()) {
      return List.of();
    }
    return List.of(
        pod.patches().isEmpty()
            ? "pod_spec has no effect: FF_USE_ADVANCED_POD_SPEC_CONFIGURATION is off"
            : "Advanced Pod Spec configuration enabled, merging the provided PodSpec to the generated one. This is a beta feature and is subject to change. Feedback is collected in this issue: https://gitlab.com/gitlab-org/gitlab-runner/-/issues/29659 ...");
  }

  private static Map<String, List<PullPolicy>> policies(ImagesPart images, ServicesPart services) {
    Map<String, List<PullPolicy>> policies = new LinkedHashMap<>();
    policies.put(ContainerRole.BUILD.container(), images.buildPolicies());
    policies.put(ContainerRole.HELPER.container(), images.helperPolicies());
    services.services().forEach(service -> policies.put(service.container(), service.policies()));
    return policies;
  }

  // dumb-init lies in the scripts' folder, and so do the files that PowerShell is given.
  private static boolean needsFolders(ExecutionWay way, FeatureFlags flags, Shell shell) {
    return !way.exec()
        || flags.enabled(FeatureFlag.USE_DUMB_INIT_WITH_KUBERNETES_EXECUTOR)
        || shell == Shell.PWSH;
  }

  private static List<MountPlan> channelMounts(ChannelPaths paths) {
    return List.of(MountPlan.of("scripts", paths.scripts()), MountPlan.of("logs", paths.logs()));
  }

  private static ChannelPaths paths(ClaimedJob job) {
    var bases = job.runner().kubernetes().directories();
    return ChannelPaths.below(
        bases.scriptsBase(),
        bases.logsBase(),
        job.payload().info().projectId(),
        job.payload().id());
  }

  private static ScriptContext scripts(ClaimedJob job, Basis basis) {
    RunnerSettings runner = job.runner();
    var hooks = runner.job().hooks();
    RunnerScripts runnerScripts =
        new RunnerScripts(
            runner.job().shell(),
            runner.gitlab().url().toString(),
            runner.job().sources().cloneUrl().orElse(""),
            hooks.preGetSources().orElse(""),
            hooks.postGetSources().orElse(""),
            hooks.preBuild().orElse(""),
            hooks.postBuild().orElse(""),
            runner.job().sources().safeDirectoryCheckout(),
            runner.job().sources().cleanGitConfig(),
            runner.reporting().debugTraceDisabled());
    return new ScriptContext(
        job.payload(),
        basis.variables(),
        basis.flags(),
        basis.directories(),
        JobSettings.read(job.payload(), basis.variables(), runner.reporting().debugTraceDisabled()),
        runnerScripts,
        job.manager().facts(),
        paths(job).scripts(),
        job.correlationId());
  }

  private static List<String> lines(
      PodPlan pod, ImagesPart images, ServicesPart services, ExecutionWay way) {
    List<String> lines = new ArrayList<>();
    lines.add("Using Kubernetes namespace: " + pod.name().namespace());
    lines.add("Using Kubernetes executor with image " + images.buildImage() + " ...");
    if (!way.exec()) {
      lines.add("Using attach strategy to execute scripts...");
    }
    lines.addAll(images.policyLines());
    services
        .services()
        .forEach(service -> lines.add(PullPolicies.line(service.container(), service.policies())));
    users(images, services).forEach(user -> lines.addAll(user.lines()));
    return lines;
  }

  private static List<JobUser> users(ImagesPart images, ServicesPart services) {
    List<JobUser> users = new ArrayList<>();
    users.add(images.buildUser());
    services.services().forEach(service -> users.add(service.user()));
    return users;
  }

  private static Map<String, List<Variable>> environments(
      ServicesPart services, JobVariables variables) {
    Map<String, List<Variable>> environments = new LinkedHashMap<>();
    environments.put(ContainerRole.BUILD.container(), variables.forPodEnvironment());
    services
        .services()
        .forEach(
            service ->
                environments.put(service.container(), ServicesPart.visible(service, variables)));
    return environments;
  }

  // Never silently: a job that counts on one of these would be wrong without it.
  private static void refuseWhatIsNotDone(JobPayload payload) throws FailureException {
    List<String> parts = new ArrayList<>();
    payload.otherParts().stream().sorted().forEach(parts::add);
    if (!parts.isEmpty()) {
      throw new FailureException(
          new Failure.JobUnsupported(
              "this version of the runner does not do: %s. Remove the keyword from the job, or give the job tags of another runner."
                  .formatted(String.join(", ", parts))));
    }
  }
}
