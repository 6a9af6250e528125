package dev.slipway.adapter.fabric8.mapping;

import dev.slipway.domain.pod.ContainerPlan;
import dev.slipway.domain.pod.EnvPlan;
import dev.slipway.domain.pod.ImagePlan;
import dev.slipway.domain.pod.ProcessPlan;
import dev.slipway.domain.pod.PullPolicy;
import dev.slipway.domain.pod.ResourcesPlan;
import dev.slipway.domain.pod.SecurityPlan;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.EnvVarBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceRequirementsBuilder;
import io.fabric8.kubernetes.api.model.SecurityContextBuilder;
import java.util.Map;
import java.util.TreeMap;

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
            .withVolumeMounts(plan.mounts().stream().map(VolumeMapping::toMount).toList());
    if (process.stdin()) {
      container.withStdin(true).withStdinOnce(false);
    }
    resources(container, plan.resources());
    security(container, plan.security());
    return container.build();
  }

  private static void resources(ContainerBuilder container, ResourcesPlan plan) {
    if (!plan.requests().isEmpty() || !plan.limits().isEmpty()) {
      container.withResources(
          new ResourceRequirementsBuilder()
              .withRequests(toQuantities(plan.requests()))
              .withLimits(toQuantities(plan.limits()))
              .build());
    }
  }

  private static Map<String, Quantity> toQuantities(Map<String, String> plan) {
    Map<String, Quantity> quantities = new TreeMap<>();
    plan.forEach((resource, amount) -> quantities.put(resource, new Quantity(amount)));
    return quantities;
  }

  private static void security(ContainerBuilder container, SecurityPlan plan) {
    if (!plan.capabilitiesAdd().isEmpty() || !plan.capabilitiesDrop().isEmpty()) {
      container.withSecurityContext(
          new SecurityContextBuilder()
              .withNewCapabilities()
              .withAdd(plan.capabilitiesAdd())
              .withDrop(plan.capabilitiesDrop())
              .endCapabilities()
              .build());
    }
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
