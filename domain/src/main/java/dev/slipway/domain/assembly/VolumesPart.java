package dev.slipway.domain.assembly;

import dev.slipway.domain.channel.ChannelPaths;
import dev.slipway.domain.pod.MountPlan;
import dev.slipway.domain.pod.VolumePlan.EmptyDir;
import java.util.List;

/**
 * The builds directory, and the folders of scripts and log: empty folders, seen by all containers.
 */
record VolumesPart(String buildsDir, ChannelPaths paths) implements PodPart {
  @Override
  public PodDraft apply(PodDraft draft) {
    List<MountPlan> mounts =
        List.of(
            new MountPlan("scripts", paths.scripts()),
            new MountPlan("logs", paths.logs()),
            new MountPlan("repo", buildsDir));
    return draft
        .withVolumes(List.of(new EmptyDir("repo"), new EmptyDir("scripts"), new EmptyDir("logs")))
        .mapContainers(c -> PodDraft.withMounts(c, mounts));
  }
}
