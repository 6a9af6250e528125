package dev.slipway.adapter.fabric8.mapping;

import dev.slipway.domain.pod.ContainerPlan;
import dev.slipway.domain.pod.EnvPlan;
import dev.slipway.domain.pod.ImagePlan;
import dev.slipway.domain.pod.ProcessPlan;
import dev.slipway.domain.pod.PullPolicy;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.ContainerPortBuilder;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.EnvVarBuilder;

/** Containers. */
final class ContainerMapping {
  private ContainerMapping() {}

  static Container toContainer(ContainerPlan plan) {
    ImagePlan image = plan.image();
    ProcessPlan process = plan.process();
    ContainerBuilder container =
        new ContainerBuilder()
            .withName(plan.name())
            .withImage(image.reference())
            .withImagePullPolicy(image.pullPolicy().map(PullPolicy::word).orElse(null))
            .withCommand(process.command())
            .withArgs(process.args())
            .withEnv(process.env().stream().map(ContainerMapping::toEnv).toList())
            .withPorts(
                plan.ports().stream()
                    .map(port -> new ContainerPortBuilder().withContainerPort(port).build())
                    .toList())
            .withVolumeMounts(plan.mounts().stream().map(VolumeMapping::toMount).toList())
            .withResources(ResourcesMapping.toResources(plan.resources()))
            .withSecurityContext(SecurityMapping.toContext(plan.security()))
            .withLifecycle(LifecycleMapping.toLifecycle(plan.lifecycle()));
    if (process.stdin()) {
      container.withStdin(true).withStdinOnce(false);
    }
    return container.build();
  }

  private static EnvVar toEnv(EnvPlan plan) {
    return new EnvVarBuilder()
        .withName(plan.name())
        .withNewValueFrom()
        .withNewSecretKeyRef()
        .withName(plan.secretName())
        .withKey(plan.secretKey())
        .endSecretKeyRef()
        .endValueFrom()
        .build();
  }
}
