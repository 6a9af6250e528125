package dev.slipway.adapter.fabric8.mapping;

import dev.slipway.domain.pod.Confinement;
import dev.slipway.domain.pod.PodSecurityPlan;
import dev.slipway.domain.pod.ProcMount;
import dev.slipway.domain.pod.SecurityPlan;
import dev.slipway.domain.pod.SecurityProfile;
import io.fabric8.kubernetes.api.model.AppArmorProfile;
import io.fabric8.kubernetes.api.model.AppArmorProfileBuilder;
import io.fabric8.kubernetes.api.model.Capabilities;
import io.fabric8.kubernetes.api.model.CapabilitiesBuilder;
import io.fabric8.kubernetes.api.model.PodSecurityContext;
import io.fabric8.kubernetes.api.model.PodSecurityContextBuilder;
import io.fabric8.kubernetes.api.model.SELinuxOptions;
import io.fabric8.kubernetes.api.model.SELinuxOptionsBuilder;
import io.fabric8.kubernetes.api.model.SeccompProfile;
import io.fabric8.kubernetes.api.model.SeccompProfileBuilder;
import io.fabric8.kubernetes.api.model.SecurityContext;
import io.fabric8.kubernetes.api.model.SecurityContextBuilder;
import org.jspecify.annotations.Nullable;

/** Security contexts; null where nothing is said. */
final class SecurityMapping {
  private SecurityMapping() {}

  static @Nullable SecurityContext toContext(SecurityPlan plan) {
    if (plan.equals(SecurityPlan.NONE)) {
      return null;
    }
    Confinement confinement = plan.confinement();
    return new SecurityContextBuilder()
        .withCapabilities(toCapabilities(plan))
        .withPrivileged(plan.privileged().orElse(null))
        .withAllowPrivilegeEscalation(plan.allowPrivilegeEscalation().orElse(null))
        .withReadOnlyRootFilesystem(plan.readOnlyRootFilesystem().orElse(null))
        .withProcMount(plan.procMount().map(ProcMount::word).orElse(null))
        .withRunAsUser(plan.runAs().user().orElse(null))
        .withRunAsGroup(plan.runAs().group().orElse(null))
        .withRunAsNonRoot(plan.runAs().nonRoot().orElse(null))
        .withSeLinuxOptions(toSeLinux(confinement))
        .withSeccompProfile(confinement.seccomp().map(SecurityMapping::toSeccomp).orElse(null))
        .withAppArmorProfile(confinement.appArmor().map(SecurityMapping::toAppArmor).orElse(null))
        .build();
  }

  static @Nullable PodSecurityContext toPodContext(PodSecurityPlan plan) {
    if (plan.equals(PodSecurityPlan.NONE)) {
      return null;
    }
    Confinement confinement = plan.confinement();
    return new PodSecurityContextBuilder()
        .withFsGroup(plan.fsGroup().orElse(null))
        .withSupplementalGroups(plan.supplementalGroups())
        .withRunAsUser(plan.runAs().user().orElse(null))
        .withRunAsGroup(plan.runAs().group().orElse(null))
        .withRunAsNonRoot(plan.runAs().nonRoot().orElse(null))
        .withSeLinuxOptions(toSeLinux(confinement))
        .withSeccompProfile(confinement.seccomp().map(SecurityMapping::toSeccomp).orElse(null))
        .withAppArmorProfile(confinement.appArmor().map(SecurityMapping::toAppArmor).orElse(null))
        .build();
  }

  private static @Nullable Capabilities toCapabilities(SecurityPlan plan) {
    if (plan.capabilitiesAdd().isEmpty() && plan.capabilitiesDrop().isEmpty()) {
      return null;
    }
    return new CapabilitiesBuilder()
        .withAdd(plan.capabilitiesAdd())
        .withDrop(plan.capabilitiesDrop())
        .build();
  }

  private static @Nullable SELinuxOptions toSeLinux(Confinement plan) {
    return plan.seLinuxType()
        .map(type -> new SELinuxOptionsBuilder().withType(type).build())
        .orElse(null);
  }

  private static SeccompProfile toSeccomp(SecurityProfile plan) {
    SeccompProfileBuilder profile = new SeccompProfileBuilder();
    return switch (plan) {
      case SecurityProfile.RuntimeDefault() -> profile.withType("RuntimeDefault").build();
      case SecurityProfile.Unconfined() -> profile.withType("Unconfined").build();
      case SecurityProfile.Localhost(String path) ->
          profile.withType("Localhost").withLocalhostProfile(path).build();
    };
  }

  private static AppArmorProfile toAppArmor(SecurityProfile plan) {
    AppArmorProfileBuilder profile = new AppArmorProfileBuilder();
    return switch (plan) {
      case SecurityProfile.RuntimeDefault() -> profile.withType("RuntimeDefault").build();
      case SecurityProfile.Unconfined() -> profile.withType("Unconfined").build();
      case SecurityProfile.Localhost(String name) ->
          profile.withType("Localhost").withLocalhostProfile(name).build();
    };
  }
}
