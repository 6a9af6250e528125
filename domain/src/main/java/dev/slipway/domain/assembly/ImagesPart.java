package dev.slipway.domain.assembly;

import dev.slipway.domain.failure.Failure;
import dev.slipway.domain.failure.FailureException;
import dev.slipway.domain.job.ClaimedJob;
import dev.slipway.domain.job.JobPayload.JobImage;
import dev.slipway.domain.pod.ImagePlan;
import dev.slipway.domain.pod.PullPolicy;
import dev.slipway.domain.settings.ImageSettings;
import dev.slipway.domain.settings.KubernetesSettings;
import dev.slipway.domain.stage.ContainerRole;
import dev.slipway.domain.variable.JobVariables;
import java.util.List;
import java.util.Optional;

/**
 * Which images the standing containers run, and by which policies they are pulled.
 *
 * @param buildEntrypoint the {@code entrypoint} that the job gives its image
 * @param buildCommand the {@code command} that the job gives its image
 * @param isDefault whether the job names no image of its own
 */
record ImagesPart(
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
    String image =
        asked
            .map(JobImage::name)
            .or(settings::image)
            .map(variables::expand)
            .filter(name -> !name.isBlank())
            .orElseThrow(
                () ->
                    new FailureException(
                        new Failure.ConfigRejected(
                            "check defaults error: no image specified and no default set in config")));
    String helper =
        settings
            .helperImage()
            .map(variables::expand)
            .orElseGet(() -> officialHelperImage(job.manager().facts().version()));
    List<String> jobPolicies = asked.map(JobImage::pullPolicies).orElse(List.of());
    List<PullPolicy> configured = settings.pullPolicies();
    return new ImagesPart(
        image,
        PullPolicies.effective(ContainerRole.BUILD.container(), jobPolicies, configured),
        asked.map(JobImage::entrypoint).orElse(List.of()),
        asked.map(JobImage::command).orElse(List.of()),
        asked.map(JobImage::ports).orElse(List.of()),
        asked
            .flatMap(JobImage::user)
            .map(text -> buildUser(job, text, variables))
            .orElse(JobUser.NONE),
        asked.isEmpty(),
        helper,
        PullPolicies.effective(ContainerRole.HELPER.container(), jobPolicies, configured));
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

  ImagePlan build() {
    return new ImagePlan(buildImage, buildPolicies.stream().findFirst());
  }

  ImagePlan helper() {
    return new ImagePlan(helperImage, helperPolicies.stream().findFirst());
  }

  /** What the log says of them. */
  List<String> policyLines() {
    return List.of(
        PullPolicies.line(ContainerRole.BUILD.container(), buildPolicies),
        PullPolicies.line(ContainerRole.HELPER.container(), helperPolicies));
  }

  // GitLab's own helper image, at the version whose behaviour this runner has.
  private static String officialHelperImage(String version) {
    return "registry.gitlab.com/gitlab-org/gitlab-runner/gitlab-runner-helper:x86_64-v" + version;
  }
}
