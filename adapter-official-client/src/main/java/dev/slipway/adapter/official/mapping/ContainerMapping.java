package dev.slipway.adapter.official.mapping;

import dev.slipway.domain.pod.ContainerPlan;
import dev.slipway.domain.pod.EnvPlan;
import dev.slipway.domain.pod.ImagePlan;
import dev.slipway.domain.pod.ProcessPlan;
import dev.slipway.domain.pod.PullPolicy;
import io.kubernetes.client.openapi.models.V1Container;
import io.kubernetes.client.openapi.models.V1ContainerPort;
import io.kubernetes.client.openapi.models.V1EnvVar;
import io.kubernetes.client.openapi.models.V1EnvVarSource;
import io.kubernetes.client.openapi.models.V1SecretKeySelector;

/** Containers. */
final class ContainerMapping {
  private ContainerMapping() {}

  static V1Container toContainer(ContainerPlan plan) {
    ImagePlan image = plan.image();
    ProcessPlan process = plan.process();
    V1Container container =
        new V1Container()
            .name(plan.name())
            .image(image.reference())
            .imagePullPolicy(image.pullPolicy().map(PullPolicy::word).orElse(null))
            .command(process.command())
            .args(process.args())
            .env(process.env().stream().map(ContainerMapping::toEnv).toList())
            .ports(
                plan.ports().stream()
                    .map(port -> new V1ContainerPort().containerPort(port))
                    .toList())
            .volumeMounts(plan.mounts().stream().map(VolumeMapping::toMount).toList())
            .resources(ResourcesMapping.toResources(plan.resources()))
            .securityContext(SecurityMapping.toContext(plan.security()))
            .lifecycle(LifecycleMapping.toLifecycle(plan.lifecycle()));
    if (process.stdin()) {
      container.stdin(true).stdinOnce(false);
    }
    return container;
  }

  private static V1EnvVar toEnv(EnvPlan plan) {
    return new V1EnvVar()
        .name(plan.name())
        .valueFrom(
            new V1EnvVarSource()
                .secretKeyRef(
                    new V1SecretKeySelector().name(plan.secretName()).key(plan.secretKey())));
  }
}
