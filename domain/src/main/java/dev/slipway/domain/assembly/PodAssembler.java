package dev.slipway.domain.assembly;

import dev.slipway.domain.failure.FailureException;
import dev.slipway.domain.flag.FeatureFlag;
import dev.slipway.domain.job.ClaimedJob;
import dev.slipway.domain.pod.EnvPlan;
import dev.slipway.domain.pod.PodName;
import dev.slipway.domain.pod.PodPlan;
import dev.slipway.domain.settings.KubernetesSettings;
import java.util.List;

/**
 * Makes the pod's plan: one part for each concern, none of which knows another.
 *
 * @param base how the runner's pods of this project are called
 * @param env what the build container sees of the job's variables
 */
record PodAssembler(
    ClaimedJob job, JobPlanner.Basis basis, PodName name, String base, List<EnvPlan> env) {

  PodPlan assemble(ImagesPart images, VolumesPart volumes) throws FailureException {
    KubernetesSettings settings = job.runner().kubernetes();
    boolean deadline = basis.flags().enabled(FeatureFlag.USE_POD_ACTIVE_DEADLINE_SECONDS);
    ResourcesPart resources = new ResourcesPart(settings.resources());
    ContainersPart containers =
        new ContainersPart(
            images,
            env,
            volumes.mounts(),
            resources,
            new SecurityPart(settings.security()),
            settings.lifecycle());
    return new PodPlan(
        name,
        new MetadataPart(job, basis.variables(), base).plan(),
        List.of(),
        containers.plan(),
        volumes.plan(),
        new AccessPart(settings.identity(), settings.images()).plan(),
        settings.scheduling(),
        settings.network(),
        settings.security().pod(),
        resources.pod(),
        new LifetimePart(settings.timers(), job.timeout(), deadline).plan());
  }
}
