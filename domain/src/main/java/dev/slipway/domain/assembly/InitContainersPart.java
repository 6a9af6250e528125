package dev.slipway.domain.assembly;

import dev.slipway.domain.channel.ChannelPaths;
import dev.slipway.domain.flag.FeatureFlag;
import dev.slipway.domain.flag.FeatureFlags;
import dev.slipway.domain.pod.ContainerPlan;
import dev.slipway.domain.pod.ImagePlan;
import dev.slipway.domain.pod.LifecyclePlan;
import dev.slipway.domain.pod.MountPlan;
import dev.slipway.domain.pod.ProcessPlan;
import dev.slipway.domain.pod.ResourcesPlan;
import dev.slipway.domain.pod.SecurityPlan;
import dev.slipway.domain.pull.PullLadder;
import java.util.ArrayList;
import java.util.List;

/**
 * Containers that run before the others. Each costs a job about a second, so there is none unless a
 * feature flag asks for what only it can do: the folders of scripts and log need no permissions set
 * (they are empty directories, open to every user).
 */
record InitContainersPart(
    ImagesPart images,
    FeatureFlags flags,
    ChannelPaths paths,
    String buildsDir,
    PullLadder pulls,
    List<MountPlan> mounts,
    ResourcesPart resources,
    SecurityPart security) {
  static final String COLLECTOR = "init-build-uid-gid-collector";
  static final String PERMISSIONS = "init-permissions";

  List<ContainerPlan> plan() {
    List<ContainerPlan> containers = new ArrayList<>();
    if (flags.enabled(FeatureFlag.DISABLE_UMASK_FOR_KUBERNETES_EXECUTOR)) {
      // The owner of a file that the build image's user makes is that user.
      containers.add(
          container(
              COLLECTOR,
              images.buildImage(),
              "> '" + buildsDir + "/.gitlab-build-uid-gid'",
              resources.build(),
              security.build(images.buildUser())));
    }
    if (flags.enabled(FeatureFlag.USE_DUMB_INIT_WITH_KUBERNETES_EXECUTOR)) {
      containers.add(
          container(
              PERMISSIONS,
              images.helperImage(),
              "cp /usr/bin/dumb-init " + dumbInit(paths),
              resources.helper(),
              security.initPermissions()));
    }
    return containers;
  }

  /** Where the standing containers find dumb-init. */
  static String dumbInit(ChannelPaths paths) {
    return paths.scripts() + "/dumb-init";
  }

  private ContainerPlan container(
      String name, String image, String script, ResourcesPlan needs, SecurityPlan context) {
    return new ContainerPlan(
        name,
        new ImagePlan(image, pulls.current(name)),
        new ProcessPlan(List.of("sh", "-c", script), List.of(), List.of(), false),
        List.of(),
        mounts,
        needs,
        context,
        LifecyclePlan.NONE);
  }
}
