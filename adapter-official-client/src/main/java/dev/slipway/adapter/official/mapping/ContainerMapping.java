package dev.slipway.adapter.official.mapping;

import dev.slipway.domain.pod.ContainerPlan;
import dev.slipway.domain.pod.EnvPlan;
import dev.slipway.domain.pod.ImagePlan;
import dev.slipway.domain.pod.ProcessPlan;
import dev.slipway.domain.pod.PullPolicy;
import dev.slipway.domain.pod.ResourcesPlan;
import dev.slipway.domain.pod.SecurityPlan;
import io.kubernetes.client.custom.Quantity;
import io.kubernetes.client.openapi.models.V1Capabilities;
import io.kubernetes.client.openapi.models.V1Container;
import io.kubernetes.client.openapi.models.V1EnvVar;
import io.kubernetes.client.openapi.models.V1EnvVarSource;
import io.kubernetes.client.openapi.models.V1ResourceRequirements;
import io.kubernetes.client.openapi.models.V1SecretKeySelector;
import io.kubernetes.client.openapi.models.V1SecurityContext;
import java.util.Map;
import java.util.TreeMap;

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
            .volumeMounts(plan.mounts().stream().map(VolumeMapping::toMount).toList());
    if (process.stdin()) {
      container.stdin(true).stdinOnce(false);
    }
    resources(container, plan.resources());
    security(container, plan.security());
    return container;
  }

  private static void resources(V1Container container, ResourcesPlan plan) {
    if (!plan.requests().isEmpty() || !plan.limits().isEmpty()) {
      container.resources(
          new V1ResourceRequirements()
              .requests(toQuantities(plan.requests()))
              .limits(toQuantities(plan.limits())));
    }
  }

  private static Map<String, Quantity> toQuantities(Map<String, String> plan) {
    Map<String, Quantity> quantities = new TreeMap<>();
    plan.forEach((resource, amount) -> quantities.put(resource, new Quantity(amount)));
    return quantities;
  }

  private static void security(V1Container container, SecurityPlan plan) {
    if (!plan.capabilitiesAdd().isEmpty() || !plan.capabilitiesDrop().isEmpty()) {
      container.securityContext(
          new V1SecurityContext()
              .capabilities(
                  new V1Capabilities().add(plan.capabilitiesAdd()).drop(plan.capabilitiesDrop())));
    }
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
