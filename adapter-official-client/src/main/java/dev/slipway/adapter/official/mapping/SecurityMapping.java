package dev.slipway.adapter.official.mapping;

import dev.slipway.domain.pod.Confinement;
import dev.slipway.domain.pod.PodSecurityPlan;
import dev.slipway.domain.pod.ProcMount;
import dev.slipway.domain.pod.SecurityPlan;
import dev.slipway.domain.pod.SecurityProfile;
import io.kubernetes.client.openapi.models.V1AppArmorProfile;
import io.kubernetes.client.openapi.models.V1Capabilities;
import io.kubernetes.client.openapi.models.V1PodSecurityContext;
import io.kubernetes.client.openapi.models.V1SELinuxOptions;
import io.kubernetes.client.openapi.models.V1SeccompProfile;
import io.kubernetes.client.openapi.models.V1SecurityContext;
import org.jspecify.annotations.Nullable;

/** Security contexts; null where nothing is said. */
final class SecurityMapping {
  private SecurityMapping() {}

  static @Nullable V1SecurityContext toContext(SecurityPlan plan) {
    if (plan.equals(SecurityPlan.NONE)) {
      return null;
    }
    Confinement confinement = plan.confinement();
    return new V1SecurityContext()
        .capabilities(toCapabilities(plan))
        .privileged(plan.privileged().orElse(null))
        .allowPrivilegeEscalation(plan.allowPrivilegeEscalation().orElse(null))
        .readOnlyRootFilesystem(plan.readOnlyRootFilesystem().orElse(null))
        .procMount(plan.procMount().map(ProcMount::word).orElse(null))
        .runAsUser(plan.runAs().user().orElse(null))
        .runAsGroup(plan.runAs().group().orElse(null))
        .runAsNonRoot(plan.runAs().nonRoot().orElse(null))
        .seLinuxOptions(toSeLinux(confinement))
        .seccompProfile(confinement.seccomp().map(SecurityMapping::toSeccomp).orElse(null))
        .appArmorProfile(confinement.appArmor().map(SecurityMapping::toAppArmor).orElse(null));
  }

  static @Nullable V1PodSecurityContext toPodContext(PodSecurityPlan plan) {
    if (plan.equals(PodSecurityPlan.NONE)) {
      return null;
    }
    Confinement confinement = plan.confinement();
    return new V1PodSecurityContext()
        .fsGroup(plan.fsGroup().orElse(null))
        .supplementalGroups(plan.supplementalGroups())
        .runAsUser(plan.runAs().user().orElse(null))
        .runAsGroup(plan.runAs().group().orElse(null))
        .runAsNonRoot(plan.runAs().nonRoot().orElse(null))
        .seLinuxOptions(toSeLinux(confinement))
        .seccompProfile(confinement.seccomp().map(SecurityMapping::toSeccomp).orElse(null))
        .appArmorProfile(confinement.appArmor().map(SecurityMapping::toAppArmor).orElse(null));
  }

  private static @Nullable V1Capabilities toCapabilities(SecurityPlan plan) {
    if (plan.capabilitiesAdd().isEmpty() && plan.capabilitiesDrop().isEmpty()) {
      return null;
    }
    return new V1Capabilities().add(plan.capabilitiesAdd()).drop(plan.capabilitiesDrop());
  }

  private static @Nullable V1SELinuxOptions toSeLinux(Confinement plan) {
    return plan.seLinuxType().map(type -> new V1SELinuxOptions().type(type)).orElse(null);
  }

  private static V1SeccompProfile toSeccomp(SecurityProfile plan) {
    V1SeccompProfile profile = new V1SeccompProfile();
    return switch (plan) {
      case SecurityProfile.RuntimeDefault() -> profile.type("RuntimeDefault");
      case SecurityProfile.Unconfined() -> profile.type("Unconfined");
      case SecurityProfile.Localhost(String path) ->
          profile.type("Localhost").localhostProfile(path);
    };
  }

  private static V1AppArmorProfile toAppArmor(SecurityProfile plan) {
    V1AppArmorProfile profile = new V1AppArmorProfile();
    return switch (plan) {
      case SecurityProfile.RuntimeDefault() -> profile.type("RuntimeDefault");
      case SecurityProfile.Unconfined() -> profile.type("Unconfined");
      case SecurityProfile.Localhost(String name) ->
          profile.type("Localhost").localhostProfile(name);
    };
  }
}
