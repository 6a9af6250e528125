package dev.slipway.domain.assembly;

import dev.slipway.domain.channel.ControlLines;
import dev.slipway.domain.pod.PullPolicy;
import dev.slipway.domain.stage.ContainerRole;
import java.util.List;

/**
 * The two containers that stand as long as the job: the job's image and the helper, each with a
 * shell that waits for lines.
 *
 * @param buildArgs the {@code command} that the job gives its image
 */
record StandingContainersPart(
    String buildImage,
    List<PullPolicy> buildPolicies,
    List<String> buildArgs,
    String helperImage,
    List<PullPolicy> helperPolicies)
    implements PodPart {
  @Override
  public PodDraft apply(PodDraft draft) {
    var build =
        PodDraft.container(
            ContainerRole.BUILD.container(), buildImage, ControlLines.containerCommand());
    var helper =
        PodDraft.container(
            ContainerRole.HELPER.container(), helperImage, ControlLines.containerCommand());
    return draft
        .withContainer(
            PodDraft.withArgs(
                PodDraft.withPullPolicy(build, buildPolicies.stream().findFirst()), buildArgs))
        .withContainer(PodDraft.withPullPolicy(helper, helperPolicies.stream().findFirst()));
  }
}
