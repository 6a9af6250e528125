package dev.slipway.domain.settings;

import dev.slipway.domain.pod.PodSecurityPlan;
import java.util.Optional;

/**
 * Security of the pod and of its containers.
 *
 * @param capabilities of every container
 * @param privileged of every container
 * @param allowPrivilegeEscalation of every container
 */
public record SecuritySettings(
    CapabilitySettings capabilities,
    Optional<Boolean> privileged,
    Optional<Boolean> allowPrivilegeEscalation,
    PodSecurityPlan pod,
    ContainerSecurity build,
    ContainerSecurity helper,
    ContainerSecurity service,
    ContainerSecurity initPermissions) {
  /** Nothing set. */
  public static final SecuritySettings NONE =
      new SecuritySettings(
          CapabilitySettings.NONE,
          Optional.empty(),
          Optional.empty(),
          PodSecurityPlan.NONE,
          ContainerSecurity.NONE,
          ContainerSecurity.NONE,
          ContainerSecurity.NONE,
          ContainerSecurity.NONE);
}
