package dev.slipway.domain.assembly;

import dev.slipway.domain.failure.Failure;
import dev.slipway.domain.failure.FailureException;
import dev.slipway.domain.image.HelperImage;
import dev.slipway.domain.job.ClaimedJob;
import dev.slipway.domain.job.JobPayload.JobImage;
import dev.slipway.domain.pod.PullPolicy;
import dev.slipway.domain.settings.HelperImageSettings;
import dev.slipway.domain.settings.ImageSettings;
import dev.slipway.domain.settings.KubernetesSettings;
import dev.slipway.domain.stage.ContainerRole;
import dev.slipway.domain.variable.JobVariables;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which images the standing containers run, and by which policies they are pulled.
 *
 * @param gate which images the configuration lets through
 * @param buildEntrypoint the {@code entrypoint} that the job gives its image; one of empty words
 *     takes the image's own away
 * @param buildCommand the {@code command} that the job gives its image
 * @param isDefault whether the job names no image of its own
 */
record ImagesPart(
    ImageGate gate,
    String buildImage,
    List<PullPolicy> buildPolicies,
    List<String> buildEntrypoint,
    List<String> buildCommand,
    List<Integer> buildPorts,
    JobUser buildUser,
    boolean isDefault,
    String helperImage,
    List<PullPolicy> helperPolicies) {

  static ImagesPart of(ClaimedJob job, JobVariables variables) throws FailureException {
    ImageSettings settings = job.runner().kubernetes().images();
    Optional<JobImage> asked = job.payload().image().filter(image -> !image.name().isEmpty());
    String configured = settings.image().map(variables::expand).orElse("");
    String image =
        asked
            .map(JobImage::name)
            .or(settings::image)
            .map(variables::expand)
            .filter(name -> !name.isBlank())
            .orElseThrow(
                () ->
                    rejected(
                        "check defaults error: no image specified and no default set in config"));
    String helper = helper(job, variables);
    ImageGate gate = new ImageGate(configured, helper);
    gate.check(image, "allowed_images", settings.allowed().images());
    List<String> jobPolicies = asked.map(JobImage::pullPolicies).orElse(List.of());
    return new ImagesPart(
        gate,
        image,
        PullPolicies.effective(ContainerRole.BUILD.container(), jobPolicies, settings),
        asked.map(JobImage::entrypoint).orElse(List.of()),
        asked.map(JobImage::command).orElse(List.of()),
        asked.map(JobImage::ports).orElse(List.of()),
        asked
            .flatMap(JobImage::user)
            .map(text -> buildUser(job, text, variables))
            .orElse(JobUser.NONE),
        asked.isEmpty(),
        helper,
        PullPolicies.effective(ContainerRole.HELPER.container(), jobPolicies, settings));
  }

  private static JobUser buildUser(ClaimedJob job, String text, JobVariables variables) {
    KubernetesSettings settings = job.runner().kubernetes();
    return JobUser.of(
        ContainerRole.BUILD.container(),
        text,
        variables,
        settings.security(),
        settings.security().build(),
        settings.allowedIds());
  }

  private static String helper(ClaimedJob job, JobVariables variables) throws FailureException {
    HelperImageSettings settings = job.runner().kubernetes().images().helper();
    Map<String, String> nodes = job.runner().kubernetes().scheduling().nodeSelector();
    String system = nodes.getOrDefault("kubernetes.io/os", "");
    if (!system.isEmpty() && !system.equals("linux")) {
      throw rejected(
          "prepare helper image: unsupported OSType \"%s\"; this version of the runner runs jobs on Linux nodes only. Change the node selector."
              .formatted(system));
    }
    if (settings.image().isPresent()) {
      return variables.expand(settings.image().get());
    }
    String platform = job.manager().facts().platform();
    String own = platform.substring(platform.indexOf('/') + 1);
    String selected = nodes.getOrDefault("kubernetes.io/arch", "");
    return HelperImage.of(
        job.manager().facts().version(),
        variables.expand(settings.flavor()),
        !selected.isEmpty() ? selected : settings.ofRunnersPlatform() ? own : "amd64",
        job.runner().job().shell());
  }

  /** What the log says of them. */
  List<String> policyLines() {
    return List.of(
        PullPolicies.line(ContainerRole.BUILD.container(), buildPolicies),
        PullPolicies.line(ContainerRole.HELPER.container(), helperPolicies));
  }

  private static FailureException rejected(String text) {
    return new FailureException(new Failure.ConfigRejected(text));
  }
}
